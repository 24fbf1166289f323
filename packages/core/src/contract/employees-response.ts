import type { EmployeeChoice } from '../people/employee.ts'

/** `GET /employees?search=`: whom an admin may choose, at most `mostChoices`. */
export interface EmployeesResponse {
  readonly employees: readonly EmployeeChoice[]
}
/** How many employees one search finds at most. */
export const maxChoices = 20
