import * as z from 'zod/mini'
import type { AccessKind, AccessResponse } from './access-response.ts'
import type { Schema } from './schema.ts'
import { createEnumSchema, employeeName, instant, period, wholeNumber } from './schema-fields.ts'

/** Validates the query of `GET /employees/{id}/access`. `page` is the `next` of the previous page. */
export const accessQuerySchema: Schema<{ page?: string }> = z.object({ page: z.exactOptional(z.string()) })

/** Validates the answer of `GET /employees/{id}/access`. */
export const accessSchema: Schema<AccessResponse> = z.object({
  managers: z.array(employeeName),
  reads: z.array(
    z.object({
      at: instant,
      viewer: employeeName,
      kind: createEnumSchema<AccessKind>({ employee: true, team: true, adoption: true, export: true }),
      period,
    }),
  ),
  next: z.nullable(z.string()),
  keptForDays: wholeNumber,
})
