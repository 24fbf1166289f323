import type { StatId } from '../stats/catalog.ts'
import type { PeriodCoverage } from '../stats/coverage.ts'
import type { Day } from '../time/day.ts'
import type { Bucket, Period } from '../time/period.ts'

/** The value of a stat in one bucket. */
export interface SeriesPoint {
  /** The bucket's first day in the period. */
  readonly start: Day
  /**
   * Null if nothing is known, for example because no day of the bucket was read. For the rate, also null if no edits
   * were proposed.
   */
  readonly value: number | null
}

/** A stat of one employee over a period. */
export interface StatResult {
  /**
   * The sum over the period. The rate is a fraction from 0 to 1. Null if nothing is known. For the rate, also null if
   * no edits were proposed.
   */
  readonly value: number | null
  /** The same for the previous period. */
  readonly previous: number | null
  /** Whether part of the data behind `value` is unknown. A partial sum is a lower bound. */
  readonly partial: boolean
  /** Whether part of the data behind `previous` is unknown. Do not compare a partial value. */
  readonly previousPartial: boolean
  /** The value of each bucket, oldest first. */
  readonly series: readonly SeriesPoint[]
}

/** Answer of `GET /employees/{id}/stats`. */
export interface EmployeeStatsResponse {
  readonly employeeId: string
  readonly period: Period
  /** The previous period. */
  readonly previous: Period
  /** The bucket of every series. */
  readonly bucket: Bucket
  readonly stats: Readonly<Record<StatId, StatResult>>
  readonly coverage: EmployeeCoverage
}

/** The days behind one employee's figures. Days after the employee left are not missing. */
export interface EmployeeCoverage extends PeriodCoverage {
  /** Number of Claude users linked to the employee. With none, every value is null. */
  readonly claudeUsers: number
}
