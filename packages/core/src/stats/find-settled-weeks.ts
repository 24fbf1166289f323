import { addDays, type Day } from '../time/day.ts'
import { listDays, startOfBucket } from '../time/period.ts'
import { isProvisional, type ReadDay } from './coverage.ts'

/**
 * Finds the ISO weeks that are settled: all seven days were read, and Claude no longer revises any of them.
 * @param days The read days, in any order.
 * @returns The Mondays of these weeks, oldest first.
 */
export const findSettledWeeks = (days: Iterable<Pick<ReadDay, 'day' | 'latestDay'>>): Day[] => {
  const settledDays = new Set([...days].filter((readDay) => !isProvisional(readDay)).map(({ day }) => day))
  return [...settledDays]
    .filter((day) => startOfBucket(day, 'week') === day)
    .filter((monday) => listDays({ from: monday, to: addDays(monday, 6) }).every((day) => settledDays.has(day)))
    .sort()
}
