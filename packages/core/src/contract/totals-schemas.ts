import * as z from 'zod/mini'
import type { RoundedCount } from '../adoption/rounded-count.ts'
import type { Schema } from './schema.ts'
import { day, seats } from './schema-fields.ts'
import type { TotalsResponse } from './totals-response.ts'

const roundedCount: z.ZodMiniType<RoundedCount> = z.union([
  z.int().check(z.gte(5), z.multipleOf(5)),
  z.literal('fewer_than_5'),
])

/** Validates the answer of `GET /totals`. */
export const totalsSchema: Schema<TotalsResponse> = z.object({
  weeks: z.array(
    z.object({
      start: day,
      active: z.object({
        any: roundedCount,
        chat: roundedCount,
        code: roundedCount,
        usage: roundedCount,
        excel: roundedCount,
        powerpoint: roundedCount,
      }),
    }),
  ),
  seats: z.nullable(seats),
})
