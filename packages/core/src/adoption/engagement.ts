/** The counts from which engagement is computed. */
export interface EngagementCounts {
  /**
   * Everyone active in the period, grouped. `days`: number of active days in the period. `isNew`: not active on any kept
   * day before the period.
   */
  readonly active: readonly { readonly isNew: boolean; readonly days: number; readonly people: number }[]
  /** Number of people active in the previous period, not in this one, and not archived before its last day. */
  readonly lapsed: number
}

/** How regularly people use Claude over a period, with any product. `computeEngagement` in core holds the definitions. */
export interface Engagement {
  /** Null if a day of the previous period, or every day of the period, was not read. */
  readonly new: number | null
  /** Null if no day of the period was read. */
  readonly regular: number | null
  /** Null if no day of the period was read. */
  readonly occasional: number | null
  /** Null if a day of the previous period, or every day of the period, was not read. */
  readonly lapsed: number | null
}

/** Minimum active days per 7 read days for someone to count as regular. */
export const minRegularDaysPerWeek = 2

/**
 * Counts how regularly people use Claude over a period. Someone is active on a read day if they used any product.
 *
 * - *New*: active in the period, and on no kept day before it.
 * - *Regular*: not new, and active on at least 2 of every 7 read days: active days × 7 ≥ read days × 2.
 * - *Occasional*: active in the period, but neither new nor regular.
 * - *Lapsed*: active in the previous period, not active in this one, and still employed at its end.
 *
 * New and lapsed are known only if every day of the previous period was read. Otherwise both are null, and new people
 * count as regular or occasional. The known values of new, regular and occasional thus always add up to everyone active.
 * All four are null if no day of the period was read.
 */
export const computeEngagement = (
  { active, lapsed }: EngagementCounts,
  { readDays, isPreviousRead }: { readonly readDays: number; readonly isPreviousRead: boolean },
): Engagement => {
  if (readDays === 0) return { new: null, regular: null, occasional: null, lapsed: null }
  const count = (isIncluded: (group: EngagementCounts['active'][number]) => boolean) =>
    active.filter(isIncluded).reduce((sum, { people }) => sum + people, 0)
  const isKnownNew = (isNew: boolean) => isPreviousRead && isNew
  const isRegular = (days: number) => days * 7 >= readDays * minRegularDaysPerWeek
  return {
    new: isPreviousRead ? count(({ isNew }) => isNew) : null,
    regular: count(({ isNew, days }) => !isKnownNew(isNew) && isRegular(days)),
    occasional: count(({ isNew, days }) => !isKnownNew(isNew) && !isRegular(days)),
    lapsed: isPreviousRead ? lapsed : null,
  }
}
