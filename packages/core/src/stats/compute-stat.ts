import type { Period } from '../time/period.ts'
import type { StatDefinition } from './catalog.ts'
import type { CounterSums, PartialCounterSums } from './counter-sums.ts'
import type { CounterId } from './counters.ts'
import type { ReadDay } from './coverage.ts'

/** The input of a stat over a span of days: counter sums, and how well the days were read. */
export interface SummedDays {
  readonly sums: CounterSums
  /** Number of read days times number of Claude users. A read day counts with or without a stored row. */
  readonly usageDays: number
  /** Whether skill or connector usage of any read day is only a lower bound: its source is not the report. */
  readonly lowerBound: { readonly skills: boolean; readonly connectors: boolean }
}

export interface StatValue {
  /** Null if nothing is known or, for a ratio, if the denominator is 0. A ratio is a fraction from 0 to 1. */
  readonly value: number | null
  /** Whether part of the data is unknown. A partial sum is a lower bound. */
  readonly partial: boolean
}

/**
 * Computes a stat over a span of days.
 *
 * - A read day without a row counts as zero. An unread day adds nothing. With no usage day, the value is null.
 * - A sum adds the known counters. It is null if they add up to 0 and every usage day has an unknown counter.
 * - A ratio divides the summed numerator by the summed denominator. It is null if the denominator is 0.
 * - A value is partial if a usage day has an unknown counter. A sum is also partial if its source gives a lower bound. A
 *   null value is never partial.
 */
export const computeStat = (
  stat: StatDefinition,
  summedDays: Omit<SummedDays, 'sums'> & { readonly sums: PartialCounterSums },
): StatValue => {
  const { sums, usageDays, lowerBound } = summedDays
  if (usageDays === 0) return { value: null, partial: false }
  const unknownUsageDays = sums.unknown[stat.id] ?? 0

  if (stat.kind === 'ratio') {
    const denominator = addCounters(sums, stat.denominator)
    if (denominator === 0) return { value: null, partial: false }
    return { value: addCounters(sums, stat.numerator) / denominator, partial: unknownUsageDays > 0 }
  }

  const value = addCounters(sums, stat.counters)
  // "At least 0" carries no information if every usage day is incomplete. It must not look like a zero.
  if (value === 0 && unknownUsageDays >= usageDays) return { value: null, partial: false }
  const isLowerBound = stat.source !== undefined && lowerBound[stat.source]
  return { value, partial: unknownUsageDays > 0 || isLowerBound }
}

const addCounters = (sums: PartialCounterSums, counters: readonly CounterId[]): number =>
  counters.reduce((total, counter) => total + (sums.sum[counter] ?? 0), 0)

/**
 * Combines the sums of some Claude users over a span with the number and quality of the read days in it. `days` are the
 * read days; those outside the span are ignored.
 */
export const summarizeDays = (
  sums: CounterSums,
  span: Period,
  days: readonly ReadDay[],
  claudeUsers: number,
): SummedDays => {
  const daysInSpan = days.filter(({ day }) => day >= span.from && day <= span.to)
  return {
    sums,
    usageDays: daysInSpan.length * claudeUsers,
    lowerBound: {
      skills: daysInSpan.some(({ skills }) => skills !== 'report'),
      connectors: daysInSpan.some(({ connectors }) => connectors !== 'report'),
    },
  }
}
