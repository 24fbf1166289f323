import type { AdoptionId } from '../adoption/adoption-ids.ts'
import type { Participation } from '../people/participation.ts'
import type { StatId } from '../stats/catalog.ts'
import type { PeriodCoverage } from '../stats/coverage.ts'
import type { Day } from '../time/day.ts'
import type { Bucket, Period } from '../time/period.ts'

/** The value of a stat in one bucket. */
export interface SeriesPoint {
  /** The bucket's first day in the period. */
  readonly start: Day
  /**
   * The sum over the bucket, or the rate as a fraction from 0 to 1. Null if nothing is known, for example because no
   * day of the bucket was read. The rate is also null if no edits were proposed.
   */
  readonly value: number | null
}

/** A stat of one employee over a period. */
export interface StatResult {
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
  /** The value of each bucket, oldest first. */
  readonly series: readonly SeriesPoint[]
  /**
   * The rate of each ISO week, from the summed counts of its days, if the bucket is `day`. Few edits are proposed on a
   * day, so a chart of the rate has weeks. Absent for counts, and with another bucket.
   */
  readonly weeks?: readonly SeriesPoint[] | undefined
}

/** The number of days on which an employee was active. */
export interface ActiveDays {
  /** Active days among the read days of the period. Null if nothing is known. */
  readonly value: number | null
  /** The same among the response's `compared` days. */
  readonly compared: number | null
  /** The same among the response's `previous` days. */
  readonly previous: number | null
}

/** Answer of `GET /employees/{id}/stats`. */
export interface EmployeeStatsResponse {
  readonly employeeId: string
  readonly period: Period
  /**
   * The part of the period up to the last settled day: newer days are still arriving, so they are in no comparison.
   * Null if no day of the period is settled.
   */
  readonly compared: Period | null
  /** The previous period of `compared`, or of the whole period if no day of it is settled. */
  readonly previous: Period
  /** The bucket of every series. */
  readonly bucket: Bucket
  readonly stats: Readonly<Record<StatId, StatResult>>
  /** The days on which the employee was active with any product (`any`), and with each product. */
  readonly activeDays: Readonly<Record<AdoptionId, ActiveDays>>
  /** The newest active day of `period` and `previous`. Null if there is none. */
  readonly lastActiveOn: Day | null
  readonly coverage: EmployeeCoverage
  /**
   * The employee's participation, in an answer to the employee: `totals` if nobody else sees these figures, and
   * `excluded` if nothing is read or kept. Absent for `included`, and in an answer to another viewer.
   */
  readonly participation?: Exclude<Participation, 'included'> | undefined
}

/**
 * The days behind one employee's figures. Days before the employee started and after the employee left do not count as
 * missing.
 */
export interface EmployeeCoverage extends PeriodCoverage {
  /** Number of Claude users linked to the employee. If there are none, every value is null. */
  readonly claudeUsers: number
  /**
   * The first day of employment. Earlier days are not counted. Null if it is not known, or if the employee was active
   * before it.
   */
  readonly startedOn: Day | null
  /** The day on which the employee left. Later days are not counted. Null if they are still employed. */
  readonly archivedOn: Day | null
}
