import type { StatId } from '../stats/catalog.ts'
import type { CounterId, UsageSource } from '../stats/counters.ts'
import type { Day } from '../time/day.ts'
import type { Instant } from '../time/instant.ts'
import type { Period } from '../time/period.ts'

/**
 * Why a day has figures, or why it has none:
 *
 * - `settled`: it was read, and Claude no longer revises it.
 * - `provisional`: it was read, and Claude may still revise it.
 * - `missing`: Claude serves it, but it could not be read yet. Its figures are unknown, not zero.
 * - `not_served`: Claude does not serve it at the moment.
 * - `not_published`: Claude has not published it yet.
 * - `not_kept`: the company does not keep it.
 * - `not_employed`: it is before the first day of employment or after the last one.
 */
export type DayStatus =
  | 'settled'
  | 'provisional'
  | 'missing'
  | 'not_served'
  | 'not_published'
  | 'not_kept'
  | 'not_employed'

/** One day behind an employee's figures. */
export interface EmployeeDay {
  readonly day: Day
  readonly status: DayStatus
  /** When the day was last read. Null if it has no figures. */
  readonly readAt: Instant | null
  /**
   * Where the skill and connector counts come from. Any source but `report` gives lower bounds. Null if the day has no
   * figures.
   */
  readonly sources: { readonly skills: UsageSource; readonly connectors: UsageSource } | null
  /** Number of rows of the day that could not be attributed to anyone. One of them may be the employee's. */
  readonly unattributedRows: number
  /**
   * The counts of all the employee's Claude users. A stat of a period is the sum of its counters over the days, and a
   * ratio divides two such sums. Null for a count that is not known. Absent if the day has no figures.
   */
  readonly counters?: Readonly<Record<CounterId, number | null>> | undefined
  /** The stats that are only partly known on this day. Their counts are lower bounds. */
  readonly partial: readonly StatId[]
  /** The stats that are unknown on this day. Their counts are missing, not zero. */
  readonly unknown: readonly StatId[]
}

/** Answer of `GET /employees/{id}/days`: the days that add up to an employee's figures. */
export interface EmployeeDaysResponse {
  readonly employeeId: string
  readonly period: Period
  /** Every day of the period, oldest first. */
  readonly days: readonly EmployeeDay[]
}
