import { addDays, type Day } from '../time/day.ts'
import { intersectPeriods, listDays, type Period, previousPeriod } from '../time/period.ts'
import type { UsageSource } from './counters.ts'

/** The first day that Claude's API serves. */
export const firstServedDay: Day = '2026-01-01'

/** For how many days, the latest one included, Claude may still revise its figures. */
export const provisionalDays = 7

/** A day that was read completely, as the ledger holds it. */
export interface ReadDay {
  readonly day: Day
  /** The latest day that the API served when this day was last read: how old the figures were then. */
  readonly latestDay: Day
  readonly skills: UsageSource
  readonly connectors: UsageSource
}

/** Whether a day's figures may still be revised: it was last read less than seven days after it became the latest. */
export const isProvisional = ({ day, latestDay }: Pick<ReadDay, 'day' | 'latestDay'>): boolean =>
  day > addDays(latestDay, -provisionalDays)

/** What a shown number rests on. */
export interface Coverage {
  /** The newest day of the period that was read, or null when none was. */
  readonly through: Day | null
  /** The earliest day of the period that was read and may still be revised, or null when all are settled. */
  readonly provisionalFrom: Day | null
  /** Days of the period that Claude serves and that were not read. Their activity is unknown, not zero. */
  readonly missing: readonly Day[]
}

/**
 * The coverage of a period, from the days that were read (in any order) and the latest day that the API serves
 * (null before it was learned: then nothing is known to be missing).
 */
export const computeCoverage = (
  period: Period,
  days: readonly Pick<ReadDay, 'day' | 'latestDay'>[],
  latestDay: Day | null,
): Coverage => {
  const inside = days.filter(({ day }) => day >= period.from && day <= period.to)
  inside.sort((a, b) => (a.day < b.day ? -1 : 1))
  const read = new Set(inside.map(({ day }) => day))
  const servable = latestDay && intersectPeriods(period, { from: firstServedDay, to: latestDay })
  return {
    through: inside.at(-1)?.day ?? null,
    provisionalFrom: inside.find(isProvisional)?.day ?? null,
    missing: servable ? listDays(servable).filter((day) => !read.has(day)) : [],
  }
}
/** What the figures of a period and of the period before it rest on. */
export interface PeriodCoverage extends Coverage {
  /** Days of the previous period that are not read, including those before Claude's records begin. */
  readonly previousMissing: readonly Day[]
  /** The newest day that Claude serves, as last learned. */
  readonly latestDay: Day | null
}

/** What figures over a period and the one before rest on. `days`: those that were read, of both. */
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
