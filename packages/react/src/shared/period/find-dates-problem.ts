import { type Day, firstServedDay, isDay } from '@windmill/claude-core'

export type DatesProblem = 'invalid' | 'reversed' | 'outside'

/** Returns what is wrong with the two entered dates, or null if they form a period. */
export const findDatesProblem = (from: string, to: string, lastDay: Day): DatesProblem | null => {
  if (!isDay(from) || !isDay(to)) return 'invalid'
  if (from > to) return 'reversed'
  return from < firstServedDay || to > lastDay ? 'outside' : null
}
