import type { EmployeeName } from '../people/employee.ts'
import type { Instant } from '../time/instant.ts'
import type { Period } from '../time/period.ts'

/** `GET /employees/{id}/access`: who can see this employee's stats, and who did. For the employee and admins. */
export interface AccessResponse {
  /** Everyone above them, nearest first; admins of the account can see them too. */
  readonly managers: readonly EmployeeName[]
  /** Newest first. Their own reads are not recorded. */
  readonly reads: readonly AccessRead[]
  /** Leads to older ones; null where there are none. */
  readonly next: string | null
  /** For how many days reads are kept. */
  readonly keptForDays: number
}
/** What was read: their own page, a team that they were in, a whole organisation's adoption, or an export. */
export type AccessKind = 'employee' | 'team' | 'adoption' | 'export'
export interface AccessRead {
  readonly at: Instant
  /** The reader, with the name that the directory has of them, or their id where it has none. */
  readonly viewer: EmployeeName
  readonly kind: AccessKind
  readonly period: Period
}
