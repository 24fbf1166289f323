import * as z from 'zod/mini'
import { type EmployeesResponse, maxChoices } from './employees-response.ts'
import type { Schema } from './schema.ts'
import { employeeChoice, shortText } from './schema-parts.ts'

/** Validates the query of `GET /employees`. Without `search`, the answer has the first employees by name. */
export const employeesQuerySchema: Schema<{ search: string }> = z.object({ search: z._default(shortText(), '') })

/** Validates the answer of `GET /employees`. */
export const employeesSchema: Schema<EmployeesResponse> = z.object({
  employees: z.array(employeeChoice).check(z.maxLength(maxChoices)),
})
