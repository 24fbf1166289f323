import * as z from 'zod/mini'
import type { LinkMethod } from '../people/link.ts'
import { mappingReasons } from '../people/mapping-reasons.ts'
import { type Participation, participations } from '../people/participation.ts'
import { type CounterId, counterIds } from '../stats/counters.ts'
import { mappingState } from './claude-users-schemas.ts'
import type { EmployeeDataResponse } from './employee-data-response.ts'
import { logEntry } from './log-schemas.ts'
import type { Schema } from './schema.ts'
import {
  claudeUserId,
  createEnumSchema,
  day,
  employeeChoiceFields,
  employeeId,
  instant,
  wholeNumber,
} from './schema-fields.ts'

const count = z.nullable(wholeNumber)

/** Validates the answer of `GET /employees/{id}/data`. */
export const employeeDataSchema: Schema<EmployeeDataResponse> = z.object({
  exportedAt: instant,
  employee: z.nullable(
    z.object({
      ...employeeChoiceFields,
      managerId: z.nullable(employeeId),
      startedOn: z.nullable(day),
      attributes: z.record(z.string(), z.string()),
      participation: z.enum([...participations] as [Participation, ...Participation[]]),
    }),
  ),
  reportingLines: z.array(
    z.object({ managerId: z.nullable(employeeId), from: z.nullable(instant), until: z.nullable(instant) }),
  ),
  claudeUsers: z.array(
    z.object({
      id: claudeUserId,
      email: z.nullable(z.string()),
      method: createEnumSchema<LinkMethod>({ email: true, alias: true, manual: true }),
      mapping: z.nullable(z.object({ state: mappingState, reason: createEnumSchema(mappingReasons) })),
      days: z.array(
        z.object({
          day,
          counters: z.object(
            Object.fromEntries(counterIds.map((id) => [id, count])) as Record<CounterId, typeof count>,
          ),
        }),
      ),
      findings: z.array(
        z.object({
          month: day,
          counter: z.enum([...counterIds]),
          stored: wholeNumber,
          claude: z.nullable(wholeNumber),
        }),
      ),
    }),
  ),
  logAbout: z.array(logEntry),
  logBy: z.array(logEntry),
})
