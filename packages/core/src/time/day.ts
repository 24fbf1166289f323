/**
 * A UTC date, `YYYY-MM-DD`. Days compare and sort as strings. A day is not a `Date`, which is a point in time.
 */
export type Day = `${number}-${number}-${number}`

/** Length of a day, in milliseconds. */
export const dayMs = 86_400_000
// Days sort as strings only with four-digit years. The limits leave room to add and subtract days.
const dayPattern = /^[1-8]\d{3}-\d{2}-\d{2}$/

/** Whether a value is an existing date in `YYYY-MM-DD`, from year 1000 to 8999. False for `2026-02-29`. */
export const isDay = (value: unknown): value is Day => {
  if (typeof value !== 'string' || !dayPattern.test(value)) return false
  const milliseconds = Date.parse(`${value}T00:00:00Z`)
  // Date.parse turns 30 February into a day in March. Only an existing date stays the same.
  return Number.isFinite(milliseconds) && dayAt(milliseconds) === value
}

/**
 * Returns a string as a day.
 * @throws `RangeError` if the string is not an existing date in `YYYY-MM-DD`, from year 1000 to 8999.
 * @example
 * ```ts
 * import { parseDay } from '@windmill/claude-core'
 *
 * const meeting = parseDay('2026-11-18')
 * ```
 */
export const parseDay = (text: string): Day => {
  if (isDay(text)) return text
  throw new RangeError(`"${text}" is not a date in the form YYYY-MM-DD.`)
}

/**
 * Returns the UTC date at a time.
 * @param milliseconds Milliseconds since 1970-01-01T00:00Z, as `Date.now()` returns them.
 * @throws `RangeError` if `milliseconds` is not a valid time.
 */
export const dayAt = (milliseconds: number): Day => new Date(milliseconds).toISOString().slice(0, 10) as Day

/** Returns the start of a day, midnight UTC, in milliseconds since 1970-01-01T00:00Z. */
export const startOfDay = (day: Day): number => Date.parse(`${day}T00:00:00Z`)

// A cache: formatting a date takes microseconds, and each sync formats the same few hundred days again and again.
const cachedDays = new Map<number, Day>()
const maxCachedDays = 5_000

/** Returns a day by its number of days since 1970-01-01. */
export const getDayByNumber = (dayNumber: number): Day => {
  const cached = cachedDays.get(dayNumber)
  if (cached) return cached
  const day = dayAt(dayNumber * dayMs)
  if (cachedDays.size >= maxCachedDays) cachedDays.clear()
  cachedDays.set(dayNumber, day)
  return day
}

/** Returns the day `count` days later, or earlier if `count` is negative. */
export const addDays = (day: Day, count: number): Day => getDayByNumber(startOfDay(day) / dayMs + count)

/** Returns the number of days from `first` to `last`: 0 for the same day, negative if `last` is earlier. */
export const daysBetween = (first: Day, last: Day): number => Math.round((startOfDay(last) - startOfDay(first)) / dayMs)

/** Returns the earlier of two days. */
export const minDay = (a: Day, b: Day): Day => (a < b ? a : b)
/** Returns the later of two days. */
export const maxDay = (a: Day, b: Day): Day => (a > b ? a : b)
