import type { EmployeeName } from '../people/employee.ts'
import type { EmployeeId } from '../people/ids.ts'
import type { StatId } from '../stats/catalog.ts'
import type { PeriodCoverage } from '../stats/coverage.ts'
import type { Day } from '../time/day.ts'
import type { Bucket, Period } from '../time/period.ts'

/** A stat of a team or of a team member over a period. */
export interface GroupStat {
  /**
   * The sum over the period, or the rate as a fraction from 0 to 1. Null if nothing is known. The rate is also null if
   * no edits were proposed.
   */
  readonly value: number | null
  /** The same over the response's `compared` days. A change is the difference between this value and `previous`. */
  readonly compared: number | null
  /** The same over the response's `previous` days. */
  readonly previous: number | null
  /** Whether a part of the data behind `value` is unknown. A partial sum is a lower bound. */
  readonly partial: boolean
  /** Whether a part of the data behind `previous` is unknown. Then do not compare it with `compared`. */
  readonly previousPartial: boolean
}

/** The query of `GET /teams/{managerId}/stats`. */
export interface TeamStatsQuery extends Period {
  /**
   * The stats to return.
   * @default all twenty
   */
  readonly stats?: readonly StatId[] | undefined
  /**
   * The stat to return per bucket for each member.
   * @default undefined - no trend
   */
  readonly trend?: StatId | undefined
  /** The bucket of the trend. @default 'day' */
  readonly bucket?: Bucket | undefined
  /**
   * Maximum number of people to return, the first by name. From 1 to 50. The first rows of a large team arrive much
   * earlier than all of them.
   * @default everyone
   */
  readonly limit?: number | undefined
}

/** The stat of a team's trend, and the bucket of its values. */
export interface TeamTrend {
  readonly stat: StatId
  readonly bucket: Bucket
}

/** Describes the values in each member's `trend`. */
export interface TeamTrendBuckets extends TeamTrend {
  /** The first day of each bucket, oldest first. */
  readonly starts: readonly Day[]
}

/**
 * Answer of `GET /teams/{managerId}/stats`: everyone below a manager, at any depth, except people who left before the
 * period began.
 */
export interface TeamStatsResponse {
  readonly manager: EmployeeName
  readonly period: Period
  /**
   * The part of the period up to the last settled day: newer days are still arriving, so they are in no comparison.
   * Null if no day of the period is settled.
   */
  readonly compared: Period | null
  /** The previous period of `compared`, or of the whole period if no day of it is settled. */
  readonly previous: Period
  /**
   * The team members, or the first members if `limit` was given, sorted by name. They are never sorted by a stat,
   * because there are no ranks.
   */
  readonly people: readonly TeamMember[]
  /** Number of team members. Greater than the length of `people` if `limit` left some out. */
  readonly size: number
  /**
   * The requested stats over all people. The rate is computed from the sums. The previous values cover the same people,
   * so they do not include anyone who left before this period began. Empty if `limit` left people out.
   */
  readonly totals: Readonly<Partial<Record<StatId, GroupStat>>>
  /** Describes each member's `trend`. Null if none was requested. */
  readonly trend: TeamTrendBuckets | null
  readonly coverage: PeriodCoverage
  /**
   * Number of people below the manager who are left out of `people` and `totals`, because their figures are not shown.
   */
  readonly notShown: number
}

/** A team member with their stats. */
export interface TeamMember extends EmployeeName {
  /** The member's direct manager. */
  readonly managerId: EmployeeId | null
  /**
   * The member's first day of employment. Earlier days are in no figure. Null if it is not known, or if the member was
   * active before it in either period.
   */
  readonly startedOn: Day | null
  /** The day on which the member left. Null if they are still employed. */
  readonly archivedOn: Day | null
  /** Number of Claude users linked to the member. If there are none, every value is null. */
  readonly claudeUsers: number
  /** The requested stats. */
  readonly stats: Readonly<Partial<Record<StatId, GroupStat>>>
  /** The value in each bucket of the response's `trend`, null if nothing is known. Absent if no trend was requested. */
  readonly trend?: readonly (number | null)[]
}
