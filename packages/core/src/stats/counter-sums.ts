import { catalog, listStatCounters, mapStats, type StatDefinition, type StatId } from './catalog.ts'
import { type CounterId, type Counters, counterIds, mapCounters } from './counters.ts'

/** Counters summed over a set of usage days. */
export interface CounterSums {
  /** The sum of the known values of each counter; null if none is known. */
  readonly sum: Readonly<Record<CounterId, number | null>>
  /**
   * Per stat, the number of usage days on which at least one of the stat's counters is null. This number must be
   * counted from the rows: separate counts per counter do not show which nulls are on the same day.
   */
  readonly unknown: Readonly<Record<StatId, number>>
  /**
   * Number of the stored rows that are on a day with unattributed rows. On such a day, a Claude user without a row has
   * unknown counters, not zero.
   */
  readonly rowsOnUnattributedDays: number
}

/** The part of `CounterSums` that some stats need. */
export interface PartialCounterSums {
  readonly sum: Partial<CounterSums['sum']>
  readonly unknown: Partial<CounterSums['unknown']>
  readonly rowsOnUnattributedDays?: number
}

/** The sums over no usage days: every sum is null, and every count of unknown days is 0. */
export const emptySums: CounterSums = {
  sum: mapCounters(() => null),
  unknown: mapStats(() => 0),
  rowsOnUnattributedDays: 0,
}

const statCounters = catalog.map((stat) => ({ id: stat.id, counters: listStatCounters(stat) }))

/**
 * Sums the counters of usage days, one row each. Assumes that no row is on a day with unattributed rows. The sums of
 * every storage adapter are tested against this function.
 */
export const sumCounters = (rows: Iterable<Counters>): CounterSums => {
  const sum: Record<CounterId, number | null> = { ...emptySums.sum }
  const unknown: Record<StatId, number> = { ...emptySums.unknown }
  for (const row of rows) {
    for (const counter of counterIds) {
      const value = row[counter]
      if (value !== null) sum[counter] = (sum[counter] ?? 0) + value
    }
    for (const { id, counters } of statCounters) {
      if (counters.some((counter) => row[counter] === null)) unknown[id] += 1
    }
  }
  return { sum, unknown, rowsOnUnattributedDays: 0 }
}

/** Returns the part of the sums that some stats need. */
export const pickSums = (sums: CounterSums, stats: readonly StatDefinition[]): PartialCounterSums => ({
  sum: Object.fromEntries(stats.flatMap(listStatCounters).map((counter) => [counter, sums.sum[counter]])),
  unknown: Object.fromEntries(stats.map(({ id }) => [id, sums.unknown[id]])),
  rowsOnUnattributedDays: sums.rowsOnUnattributedDays,
})

/**
 * Adds up the sums of disjoint sets of usage days, for example of all buckets of a period. A counter that is absent
 * adds nothing.
 */
export const addSums = (allSums: Iterable<PartialCounterSums>): CounterSums => {
  const sum: Record<CounterId, number | null> = { ...emptySums.sum }
  const unknown: Record<StatId, number> = { ...emptySums.unknown }
  let rowsOnUnattributedDays = 0
  for (const sums of allSums) {
    rowsOnUnattributedDays += sums.rowsOnUnattributedDays ?? 0
    for (const counter of counterIds) {
      const value = sums.sum[counter]
      if (value != null) sum[counter] = (sum[counter] ?? 0) + value
    }
    for (const { id } of statCounters) unknown[id] += sums.unknown[id] ?? 0
  }
  return { sum, unknown, rowsOnUnattributedDays }
}
