/**
 * A number of people, rounded to the nearest multiple of five. Any number from 0 to 4 is `fewer_than_5`, so a rounded
 * count never says that nobody was active, or that somebody was.
 */
export type RoundedCount = number | 'fewer_than_5'

/** The step of a `RoundedCount`, and the smallest count that is shown as a number. */
const step = 5

/** Rounds a number of people, so that a single person mostly does not change it. */
export const roundCount = (count: number): RoundedCount =>
  count < step ? 'fewer_than_5' : Math.round(count / step) * step
