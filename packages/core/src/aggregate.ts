import type { StatDefinition } from './catalog.ts'
import { type CounterId, type Counters, counterIds, eachCounter } from './counters.ts'

/** Counters added up over any set of usage days. */
export interface CounterSums {
  /** The sum of the known values; null when none is known. */
  readonly sum: Readonly<Record<CounterId, number | null>>
  /** In how many of the usage days the counter was null. */
  readonly unknown: Readonly<Record<CounterId, number>>
}

export const emptySums: CounterSums = { sum: eachCounter(() => null), unknown: eachCounter(() => 0) }

/** The sums of some counters: those that one stat is made from. */
export interface SomeSums {
  readonly sum: Partial<CounterSums['sum']>
  readonly unknown: Partial<CounterSums['unknown']>
}

/** The reference for every storage adapter's sums. */
export const sumCounters = (rows: Iterable<Counters>): CounterSums => {
  const sum: Record<CounterId, number | null> = eachCounter(() => null)
  const unknown: Record<CounterId, number> = eachCounter(() => 0)
  for (const row of rows) {
    for (const counter of counterIds) {
      const value = row[counter]
      if (value === null) unknown[counter] += 1
      else sum[counter] = (sum[counter] ?? 0) + value
    }
  }
  return { sum, unknown }
}

/** Adds up sums, so that a period's value can be made from its buckets'. */
export const addSums = (parts: Iterable<CounterSums>): CounterSums => {
  const sum: Record<CounterId, number | null> = eachCounter(() => null)
  const unknown: Record<CounterId, number> = eachCounter(() => 0)
  for (const part of parts) {
    for (const counter of counterIds) {
      const value = part.sum[counter]
      if (value !== null) sum[counter] = (sum[counter] ?? 0) + value
      unknown[counter] += part.unknown[counter]
    }
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

  if (stat.kind === 'ratio') {
    const whole = total(sums, stat.denominator)
    const partial = unknownDays(sums, stat.denominator) > 0
    return { value: whole > 0 ? total(sums, stat.numerator) / whole : null, partial: partial && whole > 0 }
  }

  const known = total(sums, stat.counters)
  const unknown = unknownDays(sums, stat.counters)
  // "At least 0" with every usage day unknown says nothing: that is not a zero.
  if (known === 0 && unknown >= usageDays) return { value: null, partial: false }
  const fromLowerBound = stat.source !== undefined && lowerBound[stat.source]
  return { value: known, partial: unknown > 0 || fromLowerBound }
}

const total = (sums: SomeSums, counters: readonly CounterId[]): number =>
  counters.reduce((sum, counter) => sum + (sums.sum[counter] ?? 0), 0)

const unknownDays = (sums: SomeSums, counters: readonly CounterId[]): number =>
  Math.max(...counters.map((counter) => sums.unknown[counter] ?? 0))
