import { type Day, firstServedDay, maxDay } from '@windmill/claude-core'

/**
 * Returns the first day of an account's history: the first day that Claude serves, or the first kept day if it is
 * later.
 */
export const findFirstDay = (keptFrom: Day | null): Day =>
  keptFrom === null ? firstServedDay : maxDay(firstServedDay, keptFrom)
