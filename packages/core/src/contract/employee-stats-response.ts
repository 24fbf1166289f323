import type { StatId } from '../stats/catalog.ts'
import type { PeriodCoverage } from '../stats/coverage.ts'
import type { Day } from '../time/day.ts'
import type { Bucket, Period } from '../time/period.ts'

export interface SeriesPoint {
  /** The first day of the bucket that lies in the period. */
  readonly start: Day
  /** Null where no day of the bucket was read, or (for a rate) nothing was proposed. */
  readonly value: number | null
}
export interface StatResult {
  /** Over the period. Null where nothing was read or nothing was proposed. A rate is a fraction from 0 to 1. */
  readonly value: number | null
  /** Over the previous period. */
  readonly previous: number | null
  /** The value is a lower bound. */
  readonly partial: boolean
  /** So is the previous one: a comparison then says more about what is known than about what was done. */
  readonly previousPartial: boolean
  readonly series: readonly SeriesPoint[]
}
/** `GET /employees/{id}/stats`. */
export interface EmployeeStatsResponse {
  readonly employeeId: string
  readonly period: Period
  readonly previous: Period
  readonly bucket: Bucket
  readonly stats: Readonly<Record<StatId, StatResult>>
  readonly coverage: EmployeeCoverage
}

/** What the figures of one employee rest on. */
export interface EmployeeCoverage extends PeriodCoverage {
  /** How many Claude users are linked to the employee. With none, every value is null. */
  readonly claudeUsers: number
}
