import type { EmployeeDay } from '../contract/employee-days-response.ts'
import { listStatCounters, type StatDefinition } from './catalog.ts'

/** The counts that a stat is computed from: one count for a sum, and a numerator and a denominator for a ratio. */
export type StatCounts = readonly (number | null)[]

/** Returns the counts of a stat on one day. Null for a count that is not known. */
export const listDayCounts = (stat: StatDefinition, { counters, unknown }: EmployeeDay): StatCounts =>
  (stat.kind === 'ratio' ? [stat.numerator, stat.denominator] : [listStatCounters(stat)]).map((ids) =>
    counters && !unknown.includes(stat.id) ? ids.reduce((sum, id) => sum + (counters[id] ?? 0), 0) : null,
  )

/** Returns the counts of a stat over several days. Null for a count that is not known on any day. */
export const sumDayCounts = (stat: StatDefinition, days: readonly EmployeeDay[]): StatCounts => {
  const counts = days.map((day) => listDayCounts(stat, day))
  return (stat.kind === 'ratio' ? [0, 1] : [0]).map((index) => {
    const knownCounts = counts.flatMap((day) => day[index] ?? [])
    return knownCounts.length > 0 ? knownCounts.reduce((sum, count) => sum + count, 0) : null
  })
}

/** Returns the value that follows from the counts of a stat: the sum, or the ratio. Null as in `computeStat`. */
export const computeCountedValue = (
  stat: StatDefinition,
  [count = null, denominator = null]: StatCounts,
): number | null => {
  if (stat.kind === 'sum') return count
  return count === null || !denominator ? null : count / denominator
}
