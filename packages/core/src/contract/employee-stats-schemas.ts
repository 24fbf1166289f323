import * as z from 'zod/mini'
import { mapAdoptionIds } from '../adoption/adoption-ids.ts'
import type { Participation } from '../people/participation.ts'
import { type StatId, statIds } from '../stats/catalog.ts'
import type { Bucket, Period } from '../time/period.ts'
import type { EmployeeStatsResponse } from './employee-stats-response.ts'
import type { PagePurpose } from './log-response.ts'
import type { Schema } from './schema.ts'
import {
  addPeriodChecks,
  bucket,
  createEnumSchema,
  day,
  employeeCoverage,
  pagePurpose,
  period,
} from './schema-fields.ts'

/** Validates a requested period. */
export const periodQuerySchema: Schema<Period> = addPeriodChecks(period)

/** Validates the query of `GET /employees/{id}/stats`. */
export const statsQuerySchema: Schema<Period & { bucket: Bucket; purpose: PagePurpose }> = addPeriodChecks(
  z.object({
    from: day,
    to: day,
    bucket: z._default(bucket, 'day'),
    purpose: z._default(pagePurpose, 'profile'),
  }),
)

const value = z.nullable(z.number())
const series = z.array(z.object({ start: day, value }))
const statResult = z.object({
  value,
  compared: value,
  previous: value,
  partial: z.boolean(),
  previousPartial: z.boolean(),
  series,
  weeks: z.optional(series),
})

/** Validates the answer of `GET /employees/{id}/stats`. */
export const employeeStatsSchema: Schema<EmployeeStatsResponse> = z.object({
  employeeId: z.string(),
  period,
  compared: z.nullable(period),
  previous: period,
  bucket,
  stats: z.object(Object.fromEntries(statIds.map((id) => [id, statResult])) as Record<StatId, typeof statResult>),
  activeDays: z.object(mapAdoptionIds(() => z.object({ value, compared: value, previous: value }))),
  lastActiveOn: z.nullable(day),
  coverage: employeeCoverage,
  participation: z.optional(createEnumSchema<Exclude<Participation, 'included'>>({ totals: true, excluded: true })),
})
