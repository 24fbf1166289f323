import type { Day } from '../time/day.ts'
import type { EmployeeId } from './ids.ts'
import type { Participation } from './participation.ts'

/** A person as the host app knows them, in its directory. */
export interface Employee {
  readonly id: EmployeeId
  readonly name: string
  /** All e-mail addresses of this person, in any spelling. */
  readonly emails: readonly string[]
  /** The direct manager; null for someone without one. */
  readonly managerId: EmployeeId | null
  /**
   * The day on which the employee left; null if they are still employed. Their activity counts up to and including this
   * day. From this day on they see nothing.
   */
  readonly archivedOn: Day | null
  /** The first day of employment; null if it is not known. Before it, the employee counts in no number of people. */
  readonly startedOn: Day | null
  /** Up to five strings that describe the employee, such as the department, by names that the host chooses. */
  readonly attributes: Readonly<Record<string, string>>
  readonly participation: Participation
}

/** Whether an employee has left, as of a given day. The archived date itself counts as left. */
export const isArchived = ({ archivedOn }: Pick<Employee, 'archivedOn'>, on: Day): boolean =>
  archivedOn !== null && archivedOn <= on

/** An employee's id and name. */
export interface EmployeeName {
  readonly id: EmployeeId
  readonly name: string
}

/** An employee that an admin can choose as the owner of a Claude user. */
export interface EmployeeChoice extends EmployeeName {
  /** All e-mail addresses of the employee, in any spelling. */
  readonly emails: readonly string[]
  /** The day on which the employee left; null if they are still employed. */
  readonly archivedOn: Day | null
}
