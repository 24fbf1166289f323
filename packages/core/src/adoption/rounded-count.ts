/**
 * A number of people, rounded to the nearest multiple of five. Any number from 0 to 4 is `fewer_than_5`, so the
 * count does not reveal whether anybody was active.
 */
export type RoundedCount = number | 'fewer_than_5'

/** The step of a `RoundedCount`, and the smallest count that is shown as a number. */
const step = 5

/** Rounds a number of people, so that one person more or less usually does not change the result. */
export const roundCount = (count: number): RoundedCount =>
  count < step ? 'fewer_than_5' : Math.round(count / step) * step
