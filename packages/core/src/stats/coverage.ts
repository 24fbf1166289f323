import { addDays, type Day } from '../time/day.ts'
import { intersectPeriods, listDays, type Period, previousPeriod } from '../time/period.ts'
import type { UsageSource } from './counters.ts'

/** The first day that Claude's API serves. */
export const firstServedDay: Day = '2026-01-01'

/** Number of newest days, including the latest day, that Claude may still revise. */
export const provisionalDays = 7

/** A day that was read completely, as recorded in the ledger. */
export interface ReadDay {
  readonly day: Day
  /** The latest day that the API served when this day was last read. It tells how old the figures were at that time. */
  readonly latestDay: Day
  readonly skills: UsageSource
  readonly connectors: UsageSource
}

/**
 * Whether a day's figures may still be revised. A day is provisional if, when it was last read, it was less than seven
 * days older than the latest day.
 */
export const isProvisional = ({ day, latestDay }: Pick<ReadDay, 'day' | 'latestDay'>): boolean =>
  day > addDays(latestDay, -provisionalDays)

/** What the figures of a period rest on. */
export interface Coverage {
  /** The newest read day of the period; null if no day was read. */
  readonly through: Day | null
  /** The earliest read day of the period that is still provisional; null if all read days are settled. */
  readonly provisionalFrom: Day | null
  /** Days of the period that Claude serves and that were not read. Their activity is unknown, not zero. */
  readonly missing: readonly Day[]
}

/**
 * Computes the coverage of a period.
 *
 * @param days The read days, in any order. Days outside the period are ignored.
 * @param latestDay The newest day that Claude serves. While it is null (unknown), no day counts as missing.
 */
export const computeCoverage = (
  period: Period,
  days: readonly Pick<ReadDay, 'day' | 'latestDay'>[],
  latestDay: Day | null,
): Coverage => {
  const readDays = days.filter(({ day }) => day >= period.from && day <= period.to)
  readDays.sort((a, b) => (a.day < b.day ? -1 : 1))
  const read = new Set(readDays.map(({ day }) => day))
  const served = latestDay && intersectPeriods(period, { from: firstServedDay, to: latestDay })
  return {
    through: readDays.at(-1)?.day ?? null,
    provisionalFrom: readDays.find(isProvisional)?.day ?? null,
    missing: served ? listDays(served).filter((day) => !read.has(day)) : [],
  }
}

/** What the figures of a period and of the previous period rest on. */
export interface PeriodCoverage extends Coverage {
  /** Days of the previous period that were not read, including days before Claude's records begin. */
  readonly previousMissing: readonly Day[]
  /** The newest day that Claude serves, as last learned; null if not known yet. */
  readonly latestDay: Day | null
}

/**
 * Computes the coverage of a period and of the previous period.
 *
 * @param days The read days of both periods, in any order.
 */
export const computePeriodCoverage = (
  period: Period,
  days: readonly ReadDay[],
  latestDay: Day | null,
): PeriodCoverage => {
  const read = new Set(days.map(({ day }) => day))
  return {
    ...computeCoverage(period, days, latestDay),
    previousMissing: listDays(previousPeriod(period)).filter((day) => !read.has(day)),
    latestDay,
  }
}
