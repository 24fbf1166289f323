import * as z from 'zod/mini'
import { statIds } from '../stats/catalog.ts'
import { type CounterId, counterIds, type UsageSource } from '../stats/counters.ts'
import type { Period } from '../time/period.ts'
import type { DayStatus, EmployeeDaysResponse } from './employee-days-response.ts'
import type { PagePurpose } from './log-response.ts'
import type { Schema } from './schema.ts'
import { addPeriodChecks, createEnumSchema, day, instant, pagePurpose, period, wholeNumber } from './schema-fields.ts'

/** Validates the query of `GET /employees/{id}/days`. */
export const employeeDaysQuerySchema: Schema<Period & { purpose: PagePurpose }> = addPeriodChecks(
  z.object({ from: day, to: day, purpose: z._default(pagePurpose, 'profile') }),
)

const source = createEnumSchema<UsageSource>({ report: true, incomplete: true, users: true, kept: true, final: true })
const count = z.nullable(wholeNumber)

/** Validates the answer of `GET /employees/{id}/days`. */
export const employeeDaysSchema: Schema<EmployeeDaysResponse> = z.object({
  employeeId: z.string(),
  period,
  days: z.array(
    z.object({
      day,
      status: createEnumSchema<DayStatus>({
        settled: true,
        provisional: true,
        missing: true,
        not_served: true,
        not_published: true,
        not_kept: true,
        not_employed: true,
      }),
      readAt: z.nullable(instant),
      sources: z.nullable(z.object({ skills: source, connectors: source })),
      unattributedRows: wholeNumber,
      counters: z.optional(
        z.object(Object.fromEntries(counterIds.map((id) => [id, count])) as Record<CounterId, typeof count>),
      ),
      partial: z.array(z.enum([...statIds])),
      unknown: z.array(z.enum([...statIds])),
    }),
  ),
})
