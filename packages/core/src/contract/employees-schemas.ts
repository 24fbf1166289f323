import * as z from 'zod/mini'
import { type EmployeesResponse, maxFoundEmployees } from './employees-response.ts'
import type { Schema } from './schema.ts'
import { employeeChoice, searchText } from './schema-fields.ts'

/**
 * Validates the query of `GET /employees`. An empty `search` matches every employee: the answer then has the first
 * `maxFoundEmployees`, current employees first, ordered by name.
 */
export const employeesQuerySchema: Schema<{ search: string }> = z.object({ search: z._default(searchText, '') })

/** Validates the answer of `GET /employees`. */
export const employeesSchema: Schema<EmployeesResponse> = z.object({
  employees: z.array(employeeChoice).check(z.maxLength(maxFoundEmployees)),
})
