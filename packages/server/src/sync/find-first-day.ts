import { type Day, firstServedDay, maxDay } from '@windmill/claude-core'

/** Returns the first day of an account's history: the first one that Claude serves, or a later one that is kept. */
export const findFirstDay = (keptFrom: Day | null): Day =>
  keptFrom === null ? firstServedDay : maxDay(firstServedDay, keptFrom)
