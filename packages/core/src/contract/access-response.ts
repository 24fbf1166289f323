import type { EmployeeName } from '../people/employee.ts'
import type { Instant } from '../time/instant.ts'
import type { Period } from '../time/period.ts'

/**
 * Answer of `GET /employees/{id}/access`: who can see this employee's stats, and who did. Only the employee and admins
 * can read it.
 */
export interface AccessResponse {
  /** All managers above the employee, nearest first, without former employees. Admins of the account are not listed. */
  readonly managers: readonly EmployeeName[]
  /** One page of reads by others, newest first. Reading only one's own stats is not recorded. */
  readonly reads: readonly AccessRead[]
  /** Cursor of the next page, for the query parameter `page`. Null on the last page. */
  readonly next: string | null
  /** Retention of the access records, in days. */
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
  /** When it was read. */
  readonly at: Instant
  /** The reader. If the directory no longer has them, their id is also their name. */
  readonly viewer: EmployeeName
  /** What was read. */
  readonly kind: AccessKind
  /** The period of the stats that were read. */
  readonly period: Period
}
