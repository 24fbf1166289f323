import { catalog, listStatCounters, mapStats, type StatId } from './catalog.ts'
import { type CounterId, type Counters, counterIds, mapCounters } from './counters.ts'

/** Counters added up over any set of usage days. */
export interface CounterSums {
  /** The sum of the known values; null when none is known. */
  readonly sum: Readonly<Record<CounterId, number | null>>
  /** In how many of the usage days a counter of the stat was null: not to be had from what each counter lacks by itself. */
  readonly unknown: Readonly<Record<StatId, number>>
}

export const emptySums: CounterSums = { sum: mapCounters(() => null), unknown: mapStats(() => 0) }

const parts = catalog.map((stat) => ({ id: stat.id, counters: listStatCounters(stat) }))

/** The sums that one stat is made from. */
export interface PartialCounterSums {
  readonly sum: Partial<CounterSums['sum']>
  readonly unknown: Partial<CounterSums['unknown']>
}

/** The reference for every storage adapter's sums. */
export const sumCounters = (rows: Iterable<Counters>): CounterSums => {
  const sum: Record<CounterId, number | null> = { ...emptySums.sum }
  const unknown: Record<StatId, number> = { ...emptySums.unknown }
  for (const row of rows) {
    for (const counter of counterIds) {
      const value = row[counter]
      if (value !== null) sum[counter] = (sum[counter] ?? 0) + value
    }
    for (const { id, counters } of parts) {
      if (counters.some((counter) => row[counter] === null)) unknown[id] += 1
    }
  }
  return { sum, unknown }
}

/** Adds up sums, so that a period's value can be made from its buckets'. */
export const addSums = (summed: Iterable<CounterSums>): CounterSums => {
  const sum: Record<CounterId, number | null> = { ...emptySums.sum }
  const unknown: Record<StatId, number> = { ...emptySums.unknown }
  for (const part of summed) {
    for (const counter of counterIds) {
      const value = part.sum[counter]
      if (value !== null) sum[counter] = (sum[counter] ?? 0) + value
    }
    for (const { id } of parts) unknown[id] += part.unknown[id]
  }
  return { sum, unknown }
}
