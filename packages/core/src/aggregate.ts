import { catalog, countersOfStat, eachStat, type StatDefinition, type StatId } from './catalog.ts'
import { type CounterId, type Counters, counterIds, eachCounter } from './counters.ts'

/** Counters added up over any set of usage days. */
export interface CounterSums {
  /** The sum of the known values; null when none is known. */
  readonly sum: Readonly<Record<CounterId, number | null>>
  /** In how many of the usage days a counter of the stat was null: not to be had from what each counter lacks by itself. */
  readonly unknown: Readonly<Record<StatId, number>>
}

export const emptySums: CounterSums = { sum: eachCounter(() => null), unknown: eachStat(() => 0) }

const parts = catalog.map((stat) => ({ id: stat.id, counters: countersOfStat(stat) }))

/** The sums that one stat is made from. */
export interface SomeSums {
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

/** What a stat is made from: the sums of a span of days, and how well those days were read. */
export interface Reading {
  readonly sums: CounterSums
  /** How many days of the span were read, times the claude users whose sums these are: rows or absent rows alike. */
  readonly usageDays: number
  /** Whether, on any of those days, skill or connector usage came from the list of users: a lower bound. */
  readonly lowerBound: { readonly skills: boolean; readonly connectors: boolean }
}

export interface StatReading {
  /** Null: nothing is known, or (for a rate) nothing was proposed. A rate is a fraction from 0 to 1. */
  readonly value: number | null
  /** The value is a lower bound: part of it could not be known. */
  readonly partial: boolean
}

/**
 * A stat's value over a span of days. A day that was read and has no row is a zero; a day that was not read adds
 * nothing, and with no day read the value is null. Null counters make it partial, and null where nothing else is known.
 */
export const readStat = (
  stat: StatDefinition,
  reading: Omit<Reading, 'sums'> & { readonly sums: SomeSums },
): StatReading => {
  const { sums, usageDays, lowerBound } = reading
  if (usageDays === 0) return { value: null, partial: false }
  const unknown = sums.unknown[stat.id] ?? 0

  if (stat.kind === 'ratio') {
    const whole = total(sums, stat.denominator)
    return { value: whole > 0 ? total(sums, stat.numerator) / whole : null, partial: unknown > 0 && whole > 0 }
  }

  const known = total(sums, stat.counters)
  // "At least 0" with every usage day unknown says nothing: that is not a zero.
  if (known === 0 && unknown >= usageDays) return { value: null, partial: false }
  const fromLowerBound = stat.source !== undefined && lowerBound[stat.source]
  return { value: known, partial: unknown > 0 || fromLowerBound }
}

const total = (sums: SomeSums, counters: readonly CounterId[]): number =>
  counters.reduce((sum, counter) => sum + (sums.sum[counter] ?? 0), 0)
