import type { ReconciliationResult } from '../contract/reconciliation-response.ts'
import { addDays, type Day, maxDay, minDay } from '../time/day.ts'
import type { Instant } from '../time/instant.ts'
import { intersectPeriods, listDays, type Period } from '../time/period.ts'
import type { StatId } from './catalog.ts'
import type { UsageSource } from './counters.ts'

/** The first day that Claude's API serves. */
export const firstServedDay: Day = '2026-01-01'

/** Number of newest days, including the latest day, that Claude may still revise. */
export const provisionalDays = 7

/** A day that was read completely, as recorded in the ledger. */
export interface ReadDay {
  readonly day: Day
  /** The newest day that Claude served when this day was last read. It decides whether this day is provisional. */
  readonly latestDay: Day
  /** The source of the day's skill counts. */
  readonly skills: UsageSource
  /** The source of the day's connector counts. */
  readonly connectors: UsageSource
  /**
   * Number of rows of this day that could not be attributed to a Claude user. If there are any, each Claude user
   * without a row has unknown usage on this day, because one of these rows may be theirs. Otherwise their usage is
   * zero.
   * @default 0
   */
  readonly unattributedRows?: number
}

/**
 * Whether a day is provisional: its figures may still be revised. A day is settled if, at its last read, it was at
 * least `provisionalDays` days older than the latest day.
 */
export const isProvisional = ({ day, latestDay }: Pick<ReadDay, 'day' | 'latestDay'>): boolean =>
  day > addDays(latestDay, -provisionalDays)

/** The days behind the figures of a period. */
export interface Coverage {
  /** The newest read day of the period; null if no day was read. */
  readonly through: Day | null
  /** The earliest read day of the period that is still provisional; null if all read days are settled. */
  readonly provisionalFrom: Day | null
  /**
   * Days of the period that Claude has published and that were not read, including the days of `notServed`. Their
   * activity is unknown, not zero.
   */
  readonly missing: readonly Day[]
  /**
   * The part of the period, at the start of the history, that Claude does not serve at the moment. These days are
   * requested again, and their activity is unknown, not zero. Null if there is none.
   */
  readonly notServed: Period | null
  /**
   * The first day that the company keeps. Earlier days are not read, and not missing either: their activity is unknown.
   * Null if every day is kept.
   */
  readonly keptFrom: Day | null
}

/**
 * Computes the coverage of a period.
 *
 * @param days The read days, in any order. Days outside the period are ignored.
 * @param latestDay The newest day that Claude serves; null if not known yet. While it is null, no day counts as
 * missing.
 * @param notServedThrough Claude serves no day of the history up to and including this day. `@default` null
 * @param keptFrom The first kept day. Null if every day is kept. `@default` null
 */
export const computeCoverage = (
  period: Period,
  days: readonly Pick<ReadDay, 'day' | 'latestDay'>[],
  latestDay: Day | null,
  notServedThrough: Day | null = null,
  keptFrom: Day | null = null,
): Coverage => {
  const firstDay = maxDay(firstServedDay, keptFrom ?? firstServedDay)
  const readDays = days.filter(({ day }) => day >= period.from && day <= period.to)
  readDays.sort((a, b) => (a.day < b.day ? -1 : 1))
  const readDaySet = new Set(readDays.map(({ day }) => day))
  const servedPeriod = latestDay && intersectPeriods(period, { from: firstDay, to: latestDay })
  const oldestReadDay = readDays[0]?.day
  const lastUnservedDay =
    notServedThrough && oldestReadDay ? minDay(notServedThrough, addDays(oldestReadDay, -1)) : notServedThrough
  return {
    through: readDays.at(-1)?.day ?? null,
    provisionalFrom: readDays.find(isProvisional)?.day ?? null,
    missing: servedPeriod ? listDays(servedPeriod).filter((day) => !readDaySet.has(day)) : [],
    notServed: lastUnservedDay && intersectPeriods(period, { from: firstDay, to: lastUnservedDay }),
    keptFrom,
  }
}

/** The days read so far for an account, from the oldest to the newest. */
export interface AccountCoverage extends Coverage {
  /** The oldest read day. */
  readonly first: Day
  /** The newest read day. */
  readonly through: Day
}

/** The days behind the figures of a period and of the days that it is compared with. */
export interface PeriodCoverage extends Coverage {
  /** Days of `previous` that were not read, including days before `firstServedDay` and days that are not kept. */
  readonly previousMissing: readonly Day[]
  /** The newest day that Claude serves, as last reported by its API; null if not known yet. */
  readonly latestDay: Day | null
  /**
   * The months of both periods that were reconciled with Claude's own totals, oldest first, for the people in the
   * answer. Absent in an answer about adoption, because Claude's totals do not count active people.
   */
  readonly checkedMonths?: readonly CheckedMonth[] | undefined
}

/** The last reconciliation of a month's figures with Claude's own totals, for the people in an answer. */
export interface CheckedMonth {
  /** The first day of the month. */
  readonly month: Day
  /** When the month was last reconciled. */
  readonly checkedAt: Instant
  readonly result: ReconciliationResult
  /** The stats that differ for anyone in the answer. Empty unless the result is `differs`. */
  readonly stats: readonly StatId[]
}

/**
 * Computes the coverage of a period and of the days that it is compared with.
 *
 * @param days The read days of both periods, in any order.
 * @param latestDay The newest day that Claude serves; null if not known yet.
 * @param notServedThrough Claude serves no day of the history up to and including this day. `@default` null
 * @param keptFrom The first kept day. Null if every day is kept. `@default` null
 */
export const computePeriodCoverage = (
  { period, previous }: { readonly period: Period; readonly previous: Period },
  days: readonly ReadDay[],
  latestDay: Day | null,
  notServedThrough: Day | null = null,
  keptFrom: Day | null = null,
): PeriodCoverage => {
  const readDaySet = new Set(days.map(({ day }) => day))
  return {
    ...computeCoverage(period, days, latestDay, notServedThrough, keptFrom),
    previousMissing: listDays(previous).filter((day) => !readDaySet.has(day)),
    latestDay,
  }
}
