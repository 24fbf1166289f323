import { type Day, firstServedDay, isDay } from '@windmill/claude-core'

export type DatesProblem = 'invalid' | 'reversed' | 'outside'

/** What is wrong with two dates as they were entered; null when they make a period. */
export const findDatesProblem = (from: string, to: string, last: Day): DatesProblem | null => {
  if (!isDay(from) || !isDay(to)) return 'invalid'
  if (from > to) return 'reversed'
  return from < firstServedDay || to > last ? 'outside' : null
}
