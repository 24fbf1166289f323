import type { Day } from '../time/day.ts'
import type { EmployeeId } from './ids.ts'

/** A person as the host app's directory has them. */
export interface Employee {
  readonly id: EmployeeId
  readonly name: string
  /** Every address that is this person's, in any spelling. */
  readonly emails: readonly string[]
  readonly managerId: EmployeeId | null
  /** The day they left: activity up to and including it is theirs, and from it on they see nothing. Null: still here. */
  readonly archivedOn: Day | null
}

/** Whether an employee has left, as of a given day. */
export const isArchived = ({ archivedOn }: Pick<Employee, 'archivedOn'>, on: Day): boolean =>
  archivedOn !== null && archivedOn <= on
/** An employee as they are named in lists. */
export interface EmployeeName {
  readonly id: EmployeeId
  readonly name: string
}
/** An employee whom an admin may choose for a claude user. */
export interface EmployeeChoice extends EmployeeName {
  readonly emails: readonly string[]
  readonly archivedOn: Day | null
}
