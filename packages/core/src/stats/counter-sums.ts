import { catalog, listStatCounters, mapStats, type StatId } from './catalog.ts'
import { type CounterId, type Counters, counterIds, mapCounters } from './counters.ts'

/** Counters summed over any set of usage days. */
export interface CounterSums {
  /** The sum of the known values of each counter; null if none is known. */
  readonly sum: Readonly<Record<CounterId, number | null>>
  /**
   * Per stat, the number of usage days on which at least one of its counters is null. It is counted from the rows, because
   * it cannot be derived from separate counts per counter.
   */
  readonly unknown: Readonly<Record<StatId, number>>
}

/** The part of `CounterSums` that a single stat needs. */
export interface PartialCounterSums {
  readonly sum: Partial<CounterSums['sum']>
  readonly unknown: Partial<CounterSums['unknown']>
}

/** The sums of no usage days. */
export const emptySums: CounterSums = { sum: mapCounters(() => null), unknown: mapStats(() => 0) }

const statCounters = catalog.map((stat) => ({ id: stat.id, counters: listStatCounters(stat) }))

/** Sums usage days. This is the reference for the sums of every storage adapter. */
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
  return { sum, unknown }
}

/** Adds up sums of separate usage days, for example a period's buckets into the period. */
export const addSums = (allSums: Iterable<CounterSums>): CounterSums => {
  const sum: Record<CounterId, number | null> = { ...emptySums.sum }
  const unknown: Record<StatId, number> = { ...emptySums.unknown }
  for (const sums of allSums) {
    for (const counter of counterIds) {
      const value = sums.sum[counter]
      if (value !== null) sum[counter] = (sum[counter] ?? 0) + value
    }
    for (const { id } of statCounters) unknown[id] += sums.unknown[id]
  }
  return { sum, unknown }
}
