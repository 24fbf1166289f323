import type { EmployeeChoice } from '../people/employee.ts'

/** Answer of `GET /employees`: the employees that match a search, for an admin who links a Claude user. */
export interface EmployeesResponse {
  /** The matching employees, at most `maxFoundEmployees`. */
  readonly employees: readonly EmployeeChoice[]
}

/** Maximum number of employees that `GET /employees` returns. */
export const maxFoundEmployees = 20
