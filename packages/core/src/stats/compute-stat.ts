import type { Period } from '../time/period.ts'
import type { StatDefinition } from './catalog.ts'
import type { CounterSums, PartialCounterSums } from './counter-sums.ts'
import type { CounterId } from './counters.ts'
import type { ReadDay } from './coverage.ts'

/** What a stat is made from: the sums of a span of days, and how well those days were read. */
export interface SummedDays {
  readonly sums: CounterSums
  /** How many days of the span were read, times the claude users whose sums these are: rows or absent rows alike. */
  readonly usageDays: number
  /** Whether, on any of those days, skill or connector usage came from the list of users: a lower bound. */
  readonly lowerBound: { readonly skills: boolean; readonly connectors: boolean }
}
export interface StatValue {
  /** Null: nothing is known, or (for a rate) nothing was proposed. A rate is a fraction from 0 to 1. */
  readonly value: number | null
  /** The value is a lower bound: part of it could not be known. */
  readonly partial: boolean
}
/**
 * A stat's value over a span of days. A day that was read and has no row is a zero; a day that was not read adds
 * nothing, and with no day read the value is null. Null counters make it partial, and null where nothing else is known.
 */
export const computeStat = (
  stat: StatDefinition,
  reading: Omit<SummedDays, 'sums'> & { readonly sums: PartialCounterSums },
): StatValue => {
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
const total = (sums: PartialCounterSums, counters: readonly CounterId[]): number =>
  counters.reduce((sum, counter) => sum + (sums.sum[counter] ?? 0), 0)
/** What the sums of some claude users over a span rest on. `days`: those that were read, in the span or not. */
export const summarizeDays = (
  sums: CounterSums,
  span: Period,
  days: readonly ReadDay[],
  claudeUsers: number,
): SummedDays => {
  const inside = days.filter(({ day }) => day >= span.from && day <= span.to)
  return {
    sums,
    usageDays: inside.length * claudeUsers,
    lowerBound: {
      skills: inside.some(({ skills }) => skills !== 'report'),
      connectors: inside.some(({ connectors }) => connectors !== 'report'),
    },
  }
}
