/** The counts from which engagement is computed. */
export interface EngagementCounts {
  /**
   * Number of people active in the period, grouped by their number of active days in the period (`days`), and by
   * whether they are new (`isNew`). New people were active on no kept day before the period.
   */
  readonly active: readonly { readonly isNew: boolean; readonly days: number; readonly people: number }[]
  /**
   * Number of people who were active in the previous period but not in this period, and were not archived before the
   * last day of this period.
   */
  readonly lapsed: number
}

/** Number of people by how regularly they use Claude over a period, with any product. See `computeEngagement`. */
export interface Engagement {
  /** Null if a day of the previous period was not read, or if no day of the period was read. */
  readonly new: number | null
  /** Null if no day of the period was read. */
  readonly regular: number | null
  /** Null if no day of the period was read. */
  readonly occasional: number | null
  /** Null unless every day of the period and of the previous period was read. */
  readonly lapsed: number | null
}

/** The read days behind an engagement. */
export interface EngagementDays {
  /** Number of read days of the period. */
  readonly readDays: number
  /** Whether every day of the period was read. */
  readonly isComplete: boolean
  /** Whether every day of the previous period was read. */
  readonly isPreviousComplete: boolean
}

/** Minimum number of active days per 7 read days for someone to count as regular. */
export const minRegularDaysPerWeek = 2

/**
 * Counts people by how regularly they use Claude over a period. Someone is active on a read day if they used any
 * product.
 *
 * - *New*: active in the period, and on no kept day before it.
 * - *Regular*: not new, and active on at least 2 of every 7 read days: active days × 7 ≥ read days × 2.
 * - *Occasional*: active in the period, but neither new nor regular.
 * - *Lapsed*: active in the previous period but not in this one, and still employed on the last day of this one.
 *
 * New is known only if every day of the previous period was read. Otherwise it is null, and new people count as regular
 * or occasional. New (if known), regular and occasional therefore always add up to everyone active. Lapsed is known
 * only if every day of both periods was read, because someone may have been active on an unread day. All four are null
 * if no day of the period was read.
 */
export const computeEngagement = (
  { active, lapsed }: EngagementCounts,
  { readDays, isComplete, isPreviousComplete }: EngagementDays,
): Engagement => {
  if (readDays === 0) return { new: null, regular: null, occasional: null, lapsed: null }
  const count = (isIncluded: (group: EngagementCounts['active'][number]) => boolean) =>
    active.filter(isIncluded).reduce((sum, { people }) => sum + people, 0)
  const isKnownNew = (isNew: boolean) => isPreviousComplete && isNew
  const isRegular = (days: number) => days * 7 >= readDays * minRegularDaysPerWeek
  return {
    new: isPreviousComplete ? count(({ isNew }) => isNew) : null,
    regular: count(({ isNew, days }) => !isKnownNew(isNew) && isRegular(days)),
    occasional: count(({ isNew, days }) => !isKnownNew(isNew) && !isRegular(days)),
    lapsed: isComplete && isPreviousComplete ? lapsed : null,
  }
}
