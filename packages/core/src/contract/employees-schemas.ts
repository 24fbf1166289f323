import * as z from 'zod/mini'
import { type EmployeesResponse, maxChoices } from './employees-response.ts'
import type { Schema } from './schema.ts'
import { employeeChoice, shortText } from './schema-parts.ts'

/** The query of `GET /employees`. Without `search`, the first by name are asked for. */
export const employeesQuerySchema: Schema<{ search: string }> = z.object({ search: z._default(shortText(), '') })
export const employeesSchema: Schema<EmployeesResponse> = z.object({
  employees: z.array(employeeChoice).check(z.maxLength(maxChoices)),
})
