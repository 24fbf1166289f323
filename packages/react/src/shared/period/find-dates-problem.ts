import { type Day, firstServedDay, isDay } from '@windmill/claude-core'

/** `invalid`: not two dates. `reversed`: the first is after the second. `outside`: not between the selectable days. */
export type DatesProblem = 'invalid' | 'reversed' | 'outside'

/** Returns what is wrong with two entered dates. Null if they form a period between `firstServedDay` and `lastDay`. */
export const findDatesProblem = (from: string, to: string, lastDay: Day): DatesProblem | null => {
  if (!isDay(from) || !isDay(to)) return 'invalid'
  if (from > to) return 'reversed'
  return from < firstServedDay || to > lastDay ? 'outside' : null
}
