import type { EmployeeName } from '../people/employee.ts'
import type { Instant } from '../time/instant.ts'
import type { Period } from '../time/period.ts'

/**
 * Answer of `GET /employees/{id}/access`: who can see this employee's stats, and who did. For the employee, and for
 * viewers with `audit:view`.
 */
export interface AccessResponse {
  /**
   * All managers above the employee who have not left, nearest first. Who stands in for them, and who has
   * `people:view`, is not listed.
   */
  readonly managers: readonly EmployeeName[]
  /** One page of reads by other people, newest first. Reads of one's own stats are not recorded. */
  readonly reads: readonly AccessRead[]
  /** Cursor of the next page, for the query parameter `page`. Null on the last page. */
  readonly next: string | null
  /** How long access records are kept, in days. */
  readonly keptForDays: number
}

/**
 * What was read:
 *
 * - `employee`: the employee's own stats.
 * - `team`: the stats of a team that includes the employee.
 * - `adoption`: the adoption of a group of people that includes the employee.
 * - `export`: an export that includes the employee.
 */
export type AccessKind = 'employee' | 'team' | 'adoption' | 'export'

/** One recorded read of an employee's stats. */
export interface AccessRead {
  /** When the stats were read. */
  readonly at: Instant
  /** The employee who read the stats. If the directory no longer has them, `name` is their id. */
  readonly viewer: EmployeeName
  /** What the viewer read. */
  readonly kind: AccessKind
  /** The period of the stats that were read. */
  readonly period: Period
}
