import { addDays, type Day, daysBetween, maxDay, minDay, startOfDay } from './day.ts'

/** A first and a last day, both included. */
export interface Period {
  readonly from: Day
  readonly to: Day
}

export type Bucket = 'day' | 'week' | 'month'
export const buckets: readonly Bucket[] = ['day', 'week', 'month']

/** The number of days of a period; 1 when it begins and ends on the same day. */
export const countDays = ({ from, to }: Period): number => daysBetween(from, to) + 1

/** The same number of days just before. */
export const previousPeriod = (period: Period): Period => ({
  from: addDays(period.from, -countDays(period)),
  to: addDays(period.from, -1),
})

/** The `count` days that end on `last`. */
export const lastDays = (count: number, last: Day): Period => ({ from: addDays(last, 1 - count), to: last })

/** The calendar quarter (January, April, July or October to the quarter's end) that holds `day`. */
export const getQuarter = (day: Day): Period => {
  const first = Math.floor((Number(day.slice(5, 7)) - 1) / 3) * 3 + 1
  const from = `${day.slice(0, 4)}-${String(first).padStart(2, '0')}-01` as Day
  // A quarter has 90 to 92 days.
  const next = `${addDays(from, 95).slice(0, 7)}-01` as Day
  return { from, to: addDays(next, -1) }
}

/** Every day of a period, in order. */
export const listDays = (period: Period): Day[] =>
  Array.from({ length: Math.max(0, countDays(period)) }, (_, index) => addDays(period.from, index))

/** The days that two periods share, or null when there are none. */
export const intersectPeriods = (a: Period, b: Period): Period | null => {
  const shared = { from: maxDay(a.from, b.from), to: minDay(a.to, b.to) }
  return shared.from <= shared.to ? shared : null
}

/** The first day of the bucket that holds `day`: itself, its ISO week's Monday, or its month's first. */
export const startOfBucket = (day: Day, bucket: Bucket): Day => {
  if (bucket === 'day') return day
  if (bucket === 'month') return `${day.slice(0, 7)}-01` as Day
  const daysSinceMonday = (new Date(startOfDay(day)).getUTCDay() + 6) % 7
  return addDays(day, -daysSinceMonday)
}

/**
 * A period cut into buckets, in order and without gaps. The first and last may be cut short by the period:
 * a bucket's start is the first day of it that lies in the period.
 */
export const splitIntoBuckets = (period: Period, bucket: Bucket): Period[] => {
  const parts: Period[] = []
  let from = period.from
  while (from <= period.to) {
    const next = startOfNextBucket(from, bucket)
    parts.push({ from, to: minDay(addDays(next, -1), period.to) })
    from = next
  }
  return parts
}

const startOfNextBucket = (day: Day, bucket: Bucket): Day => {
  const start = startOfBucket(day, bucket)
  if (bucket === 'day') return addDays(start, 1)
  if (bucket === 'week') return addDays(start, 7)
  return `${addDays(start, 31).slice(0, 7)}-01` as Day
}
