/** How many people did anything on how many days of a period: what engagement is told from. */
export interface EngagementCounts {
  /** Of those active in the period, by on how many days, and whether they were on none before it. */
  readonly active: readonly { readonly isNew: boolean; readonly days: number; readonly people: number }[]
  /** Those who were active in the previous period and not in this one, without who left before it ended. */
  readonly lapsed: number
}

/** Who is active on so many of every seven days that were read is there regularly. */
export const minRegularDaysPerWeek = 2

/**
 * How people use Claude over a period, with any product. Active is who did anything on a day of it that was read:
 *
 * - *new*: on no day before it, as far as there are records;
 * - *regular*: not new, and active on at least two of every seven days that were read;
 * - *occasional*: all others who are active;
 * - *lapsed*: not active, but in the previous period, and still here when this one ended.
 *
 * Who is new and who has lapsed is known only where all of the previous period was read. Where it was not, everyone
 * who is active is regular or occasional, so that the three always add up. Where nothing was read, nothing is known.
 */
export const computeEngagement = (
  { active, lapsed }: EngagementCounts,
  { readDays, isPreviousRead }: { readonly readDays: number; readonly isPreviousRead: boolean },
): Engagement => {
  if (readDays === 0) return { new: null, regular: null, occasional: null, lapsed: null }
  const count = (isIn: (group: EngagementCounts['active'][number]) => boolean) =>
    active.filter(isIn).reduce((sum, { people }) => sum + people, 0)
  const isKnownNew = (isNew: boolean) => isPreviousRead && isNew
  const isRegular = (days: number) => days * 7 >= readDays * minRegularDaysPerWeek
  return {
    new: isPreviousRead ? count(({ isNew }) => isNew) : null,
    regular: count(({ isNew, days }) => !isKnownNew(isNew) && isRegular(days)),
    occasional: count(({ isNew, days }) => !isKnownNew(isNew) && !isRegular(days)),
    lapsed: isPreviousRead ? lapsed : null,
  }
}
/**
 * How many people use Claude in which way over a period, with any product, by core's `engagementOf`. `new`, `regular` and
 * `occasional` add up to those who are active; `new` and `lapsed` are null where the previous period is not all read.
 */
export interface Engagement {
  readonly new: number | null
  readonly regular: number | null
  readonly occasional: number | null
  readonly lapsed: number | null
}
