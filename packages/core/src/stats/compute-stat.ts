import type { Day } from '../time/day.ts'
import type { Period } from '../time/period.ts'
import type { StatDefinition } from './catalog.ts'
import type { PartialCounterSums } from './counter-sums.ts'
import type { CounterId } from './counters.ts'
import type { ReadDay } from './coverage.ts'

/** Counter sums over a period, with the number and quality of the read days behind them. The input of `computeStat`. */
export interface SummedDays {
  /** Has at least the counters of the stats to compute. */
  readonly sums: PartialCounterSums
  /**
   * Number of pairs of a read day and a Claude user for which the day is kept. A pair counts even if no row is stored
   * for it.
   */
  readonly usageDays: number
  /** Number of these pairs that are on a day with unattributed rows. */
  readonly unattributedUsageDays: number
  /** Whether the usage of any read day is only a lower bound, because its source is not the report. */
  readonly isLowerBound: { readonly skills: boolean; readonly connectors: boolean }
}

/** A stat over a period. */
export interface StatValue {
  /** Null if nothing is known or, for a ratio, if the denominator is 0. A ratio is a fraction from 0 to 1. */
  readonly value: number | null
  /** Whether part of the data is unknown. A partial sum is a lower bound. */
  readonly partial: boolean
}

/**
 * Computes a stat over a period.
 *
 * - A read day without a row counts as zero, unless the day has unattributed rows: then its counters are unknown. An
 *   unread day adds nothing. Without any usage day, the value is null.
 * - A sum adds the known counters. It is null if they add up to 0 and every usage day has an unknown counter.
 * - A ratio divides the summed numerator by the summed denominator. It is null if the denominator is 0.
 * - A value is partial if a usage day has an unknown counter. Skill and connector usage are also partial if they are a
 *   lower bound on any read day. A null value is never partial.
 */
export const computeStat = (stat: StatDefinition, summedDays: SummedDays): StatValue => {
  const { sums, usageDays, unattributedUsageDays, isLowerBound } = summedDays
  if (usageDays === 0) return { value: null, partial: false }
  // On a day with unattributed rows, a Claude user without a row has unknown counters.
  const unknownDaysWithoutRow = unattributedUsageDays - (sums.rowsOnUnattributedDays ?? 0)
  const unknownUsageDays = (sums.unknown[stat.id] ?? 0) + unknownDaysWithoutRow

  if (stat.kind === 'ratio') {
    const denominator = addCounters(sums, stat.denominator)
    if (denominator === 0) return { value: null, partial: false }
    return { value: addCounters(sums, stat.numerator) / denominator, partial: unknownUsageDays > 0 }
  }

  const value = addCounters(sums, stat.counters)
  // If every usage day has an unknown counter, the sum only means "at least 0". It must not look like a zero.
  if (value === 0 && unknownUsageDays >= usageDays) return { value: null, partial: false }
  const isSourcePartial = stat.source !== undefined && isLowerBound[stat.source]
  return { value, partial: unknownUsageDays > 0 || isSourcePartial }
}

const addCounters = (sums: PartialCounterSums, counters: readonly CounterId[]): number =>
  counters.reduce((total, counter) => total + (sums.sum[counter] ?? 0), 0)

/**
 * Combines the sums over a period with the number and quality of the read days in it.
 *
 * @param sums The counters of all Claude users, summed over the period.
 * @param days The read days. Days outside the period are ignored.
 * @param claudeUsers Number of Claude users behind the sums.
 * @param userKeptFrom The individual first kept days, one entry per Claude user that has one. `@default` none
 */
export const summarizeDays = (
  sums: PartialCounterSums,
  period: Period,
  days: readonly ReadDay[],
  claudeUsers: number,
  userKeptFrom: readonly Day[] = [],
): SummedDays => {
  const isKept = ({ day }: ReadDay) => userKeptFrom.length < claudeUsers || userKeptFrom.some((from) => day >= from)
  const readDays = days.filter((readDay) => readDay.day >= period.from && readDay.day <= period.to && isKept(readDay))
  const countUsageDays = (counted: readonly ReadDay[]) =>
    userKeptFrom.reduce(
      (count, keptFrom) => count - counted.filter(({ day }) => day < keptFrom).length,
      counted.length * claudeUsers,
    )
  return {
    sums,
    usageDays: countUsageDays(readDays),
    unattributedUsageDays: countUsageDays(readDays.filter(({ unattributedRows = 0 }) => unattributedRows > 0)),
    isLowerBound: {
      skills: readDays.some(({ skills }) => skills !== 'report'),
      connectors: readDays.some(({ connectors }) => connectors !== 'report'),
    },
  }
}
