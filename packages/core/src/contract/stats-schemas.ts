import * as z from 'zod/mini'
import { type StatId, statIds } from '../catalog.ts'
import type { Bucket, Period } from '../period.ts'
import type { EmployeeStatsResponse } from '../responses.ts'
import { asPeriod, bucket, day, period, wholeNumber } from './parts.ts'
import type { Schema } from './schema.ts'

/** The query of `GET /export.csv`. */
export const periodQuerySchema: Schema<Period> = asPeriod(period)

/** The query of `GET /employees/{id}/stats` and `GET /adoption`. */
export const statsQuerySchema: Schema<Period & { bucket: Bucket }> = asPeriod(
  z.object({ from: day, to: day, bucket: z._default(bucket, 'day') }),
)

const value = z.nullable(z.number())
const statResult = z.object({
  value,
  previous: value,
  partial: z.boolean(),
  previousPartial: z.boolean(),
  series: z.array(z.object({ start: day, value })),
})

export const employeeStatsSchema: Schema<EmployeeStatsResponse> = z.object({
  employeeId: z.string(),
  period,
  previous: period,
  bucket,
  stats: z.object(Object.fromEntries(statIds.map((id) => [id, statResult])) as Record<StatId, typeof statResult>),
  coverage: z.object({
    through: z.nullable(day),
    provisionalFrom: z.nullable(day),
    missing: z.array(day),
    previousMissing: z.array(day),
    claudeUsers: wholeNumber,
    latestDay: z.nullable(day),
  }),
})
