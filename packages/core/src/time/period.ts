import { addDays, type Day, dayMs, daysBetween, getDayByNumber, maxDay, minDay, startOfDay } from './day.ts'

/** A first and a last day, both inclusive, with all days between them. */
export interface Period {
  readonly from: Day
  readonly to: Day
}

/** The unit into which a series splits a period. A week is an ISO week, which begins on Monday. */
export type Bucket = 'day' | 'week' | 'month'

/** All buckets, shortest first. */
export const buckets: readonly Bucket[] = ['day', 'week', 'month']

/**
 * Chooses the buckets of a period's series: days for up to 31 days, and otherwise ISO weeks. Work has the rhythm of the
 * week, and months have different numbers of working days.
 */
export const chooseBucket = (period: Period): Bucket => (countDays(period) <= 31 ? 'day' : 'week')

/** Returns the number of days of a period. It is 1 if the period begins and ends on the same day. */
export const countDays = ({ from, to }: Period): number => daysBetween(from, to) + 1

/**
 * Returns the period that the given period is compared with. It ends on the day before the given period begins. For a
 * whole calendar quarter, it is the quarter before, which can have another number of days. Otherwise, it has the same
 * number of days.
 */
export const previousPeriod = (period: Period): Period => {
  const to = addDays(period.from, -1)
  const quarter = getQuarter(period.from)
  const isQuarter = period.from === quarter.from && period.to === quarter.to
  return isQuarter ? getQuarter(to) : lastDays(countDays(period), to)
}

/**
 * Returns the period of `count` days that ends on `last`.
 * @example
 * ```ts
 * import { lastDays, parseDay } from '@windmill/claude-core'
 *
 * const period = lastDays(30, parseDay('2026-11-18')) // from 2026-10-20 to 2026-11-18
 * ```
 */
export const lastDays = (count: number, last: Day): Period => ({ from: addDays(last, 1 - count), to: last })

/** Returns the calendar quarter of a day. Quarters begin in January, April, July and October. */
export const getQuarter = (day: Day): Period => {
  const firstMonth = Math.floor((Number(day.slice(5, 7)) - 1) / 3) * 3 + 1
  const from = `${day.slice(0, 4)}-${String(firstMonth).padStart(2, '0')}-01` as Day
  // A quarter has 90 to 92 days, so 95 days later is in the first month of the next quarter.
  const nextFrom = `${addDays(from, 95).slice(0, 7)}-01` as Day
  return { from, to: addDays(nextFrom, -1) }
}

/** Lists every day of a period, oldest first. */
export const listDays = (period: Period): Day[] => {
  const firstNumber = startOfDay(period.from) / dayMs
  const count = countDays(period)
  const days: Day[] = []
  for (let dayNumber = firstNumber; days.length < count; dayNumber += 1) days.push(getDayByNumber(dayNumber))
  return days
}

/** Returns the days that two periods share. Null if there are none. */
export const intersectPeriods = (a: Period, b: Period): Period | null => {
  const shared = { from: maxDay(a.from, b.from), to: minDay(a.to, b.to) }
  return shared.from <= shared.to ? shared : null
}

/**
 * Returns the first day of a day's bucket: the day itself, the Monday of its ISO week, or the first day of its month.
 * @throws `RangeError` if the bucket is not known.
 */
export const startOfBucket = (day: Day, bucket: Bucket): Day => {
  if (bucket === 'day') return day
  if (bucket === 'month') return `${day.slice(0, 7)}-01` as Day
  // If an unknown bucket counted as a week here, `splitIntoBuckets` could loop forever.
  if (bucket !== 'week') throw new RangeError(`There is no bucket ${bucket}.`)
  const daysSinceMonday = (new Date(startOfDay(day)).getUTCDay() + 6) % 7
  return addDays(day, -daysSinceMonday)
}

/**
 * Splits a period into its buckets, oldest first. The first and the last bucket are cut to the days of the period.
 * @throws `RangeError` if the bucket is not known.
 */
export const splitIntoBuckets = (period: Period, bucket: Bucket): Period[] => {
  const parts: Period[] = []
  let from = period.from
  while (from <= period.to) {
    const nextFrom = startOfNextBucket(from, bucket)
    parts.push({ from, to: minDay(addDays(nextFrom, -1), period.to) })
    from = nextFrom
  }
  return parts
}

const startOfNextBucket = (day: Day, bucket: Bucket): Day => {
  const start = startOfBucket(day, bucket)
  if (bucket === 'day') return addDays(start, 1)
  if (bucket === 'week') return addDays(start, 7)
  return `${addDays(start, 31).slice(0, 7)}-01` as Day
}
