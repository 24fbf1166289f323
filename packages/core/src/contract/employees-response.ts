import type { EmployeeChoice } from '../people/employee.ts'

/** Answer of `GET /employees`: employees that an admin can link to a Claude user. */
export interface EmployeesResponse {
  /** At most `maxChoices`. */
  readonly employees: readonly EmployeeChoice[]
}

/** Maximum employees that one search returns. */
export const maxChoices = 20
