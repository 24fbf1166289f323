import type { EmployeeName } from '../people/employee.ts'
import type { EmployeeId } from '../people/ids.ts'
import type { StatId } from '../stats/catalog.ts'
import type { PeriodCoverage } from '../stats/coverage.ts'
import type { Day } from '../time/day.ts'
import type { Bucket, Period } from '../time/period.ts'

/** A stat over a period and the one before: null where nothing is known, or (for a rate) nothing was proposed. */
export interface GroupStat {
  readonly value: number | null
  readonly previous: number | null
  /** The value is a lower bound. */
  readonly partial: boolean
}

/** The query of `GET /teams/{managerId}/stats`. */
export interface TeamStatsQuery extends Period {
  /** All twenty without it. */
  readonly stats?: readonly StatId[] | undefined
  /** One stat over time, for everyone. */
  readonly trend?: StatId | undefined
  /** How the trend is cut; by days when left out. */
  readonly bucket?: Bucket | undefined
}

/** A stat of everyone over time. */
export interface TeamTrend {
  readonly stat: StatId
  readonly bucket: Bucket
}

/** What everyone's `trend` shows, told once for all of them. */
export interface TeamTrendBuckets extends TeamTrend {
  /** The first day of each bucket, oldest first. */
  readonly starts: readonly Day[]
}

/**
 * `GET /teams/{managerId}/stats`: everyone below a manager, at any depth. Who left before the period began is in the teams
 * of earlier periods, not in this one.
 */
export interface TeamStatsResponse {
  readonly manager: EmployeeName
  readonly period: Period
  readonly previous: Period
  /** In the catalog's order. No ranks: people are sorted by name. */
  readonly people: readonly TeamMember[]
  /**
   * Over the people: sums, and the rate of the sums. Those of the previous period are of the same people, and so of none
   * who left before this one began.
   */
  readonly totals: Readonly<Partial<Record<StatId, GroupStat>>>
  /** What the people's `trend` shows; null where none was asked for. */
  readonly trend: TeamTrendBuckets | null
  readonly coverage: PeriodCoverage
}

export interface TeamMember extends EmployeeName {
  readonly managerId: EmployeeId | null
  readonly archivedOn: Day | null
  /** How many claude users are linked to them. With none, every value is null. */
  readonly claudeUsers: number
  /** The stats that were asked for. */
  readonly stats: Readonly<Partial<Record<StatId, GroupStat>>>
  /** The stat's value in each bucket of the response's `trend`, null as in a series; only where a trend was asked for. */
  readonly trend?: readonly (number | null)[]
}
