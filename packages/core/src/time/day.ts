/** A UTC date, `YYYY-MM-DD`. Days compare and sort as strings. Never a `Date`: that has a time and a zone. */
export type Day = `${number}-${number}-${number}`

const millisecondsPerDay = 86_400_000
// Years far from both ends of four digits: the days around a day sort as strings too.
const dayPattern = /^[1-8]\d{3}-\d{2}-\d{2}$/

/** Whether `text` is a date that exists, in the years 1000 to 8999: `2026-02-29` is not one. */
export const isDay = (text: unknown): text is Day => {
  if (typeof text !== 'string' || !dayPattern.test(text)) return false
  const milliseconds = Date.parse(`${text}T00:00:00Z`)
  // Date.parse rolls 30 February over into March; only a real date comes back as itself.
  return Number.isFinite(milliseconds) && dayAt(milliseconds) === text
}

/** Reads a day. Throws a `RangeError` on anything that is not an existing date in `YYYY-MM-DD`. */
export const parseDay = (text: string): Day => {
  if (isDay(text)) return text
  throw new RangeError(`"${text}" is not a date in the form YYYY-MM-DD.`)
}

/**
 * The UTC date at an instant, given in milliseconds since 1970-01-01T00:00Z as `Date.now()` counts them.
 * Throws a `RangeError` when that is not a time.
 */
export const dayAt = (milliseconds: number): Day => new Date(milliseconds).toISOString().slice(0, 10) as Day

/** Midnight UTC at which a day begins, in milliseconds since 1970. */
export const startOfDay = (day: Day): number => Date.parse(`${day}T00:00:00Z`)

/** The day `count` days later, or earlier when negative. */
export const addDays = (day: Day, count: number): Day => dayAt(startOfDay(day) + count * millisecondsPerDay)

/** How many days lie from `first` to `last`; 0 for the same day, negative when `last` is earlier. */
export const daysBetween = (first: Day, last: Day): number =>
  Math.round((startOfDay(last) - startOfDay(first)) / millisecondsPerDay)

export const minDay = (a: Day, b: Day): Day => (a < b ? a : b)
export const maxDay = (a: Day, b: Day): Day => (a > b ? a : b)
