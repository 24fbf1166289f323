import type { EmployeeDay } from '../contract/employee-days-response.ts'
import { listStatCounters, type StatDefinition } from './catalog.ts'

/**
 * The counts that a figure is computed from: one count for a sum, a numerator and a denominator for a ratio. Null for a
 * count that is not known.
 */
export type DayCounts = readonly (number | null)[]

/** Returns the counts of a stat on one day. */
export const listDayCounts = (stat: StatDefinition, { counters, unknown }: EmployeeDay): DayCounts =>
  (stat.kind === 'ratio' ? [stat.numerator, stat.denominator] : [listStatCounters(stat)]).map((ids) =>
    counters && !unknown.includes(stat.id) ? ids.reduce((sum, id) => sum + (counters[id] ?? 0), 0) : null,
  )

/** Adds up the counts of several days. Null for a count that is not known on any day. */
export const sumDayCounts = (days: readonly DayCounts[]): DayCounts =>
  (days[0] ?? []).map((_, index) => {
    const knownCounts = days.flatMap((counts) => counts[index] ?? [])
    return knownCounts.length > 0 ? knownCounts.reduce((sum, count) => sum + count, 0) : null
  })

/** Returns the value that follows from the counts of a stat: the sum, or the ratio. Null as in `computeStat`. */
export const computeCountedValue = (
  stat: StatDefinition,
  [count = null, denominator = null]: DayCounts,
): number | null => {
  if (stat.kind === 'sum') return count
  return count === null || !denominator ? null : count / denominator
}
