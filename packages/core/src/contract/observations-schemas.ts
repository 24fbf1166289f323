import * as z from 'zod/mini'
import type { ObservationKind } from '../observations/find-observations.ts'
import { type ProductId, products, type StatId, statIds } from '../stats/catalog.ts'
import type { Comparison } from '../stats/comparison.ts'
import type { Period } from '../time/period.ts'
import type { PagePurpose } from './log-response.ts'
import type { ObservationsResponse } from './observations-response.ts'
import type { Schema } from './schema.ts'
import {
  addPeriodChecks,
  checkedMonth,
  createEnumSchema,
  day,
  pagePurpose,
  period,
  wholeNumber,
} from './schema-fields.ts'

/** Validates the query of `GET /employees/{id}/observations`. */
export const observationsQuerySchema: Schema<Period & { purpose: PagePurpose }> = addPeriodChecks(
  z.object({ from: day, to: day, purpose: z._default(pagePurpose, 'review') }),
)

const textByLanguage = z.object({ en: z.string(), de: z.string() })

const comparison: z.ZodMiniType<Comparison> = z.union([
  z.object({ kind: z.literal('fair') }),
  z.object({ kind: z.literal('uneven'), readDays: wholeNumber, totalDays: wholeNumber }),
  z.object({
    kind: z.literal('withheld'),
    reason: createEnumSchema<Extract<Comparison, { kind: 'withheld' }>['reason']>({
      no_records: true,
      not_kept: true,
      started: true,
      left: true,
      previous_incomplete: true,
      not_settled: true,
      too_few_days: true,
    }),
  }),
])

/** Validates the answer of `GET /employees/{id}/observations`. */
export const observationsSchema: Schema<ObservationsResponse> = z.object({
  employeeId: z.string(),
  period: z.nullable(period),
  previous: z.nullable(period),
  newerDays: wholeNumber,
  comparison: z.nullable(comparison),
  checkedMonths: z.array(checkedMonth),
  observations: z.array(
    z.object({
      id: z.string(),
      kind: createEnumSchema<ObservationKind>({
        new: true,
        stopped: true,
        rate_changed: true,
        changed: true,
        steady: true,
      }),
      product: z.enum(products.map(({ id }) => id) as [ProductId, ...ProductId[]]),
      statId: z.enum([...statIds] as [StatId, ...StatId[]]),
      value: z.number(),
      previous: z.number(),
      days: z.nullable(wholeNumber),
      proposals: z.nullable(z.object({ value: wholeNumber, previous: wholeNumber })),
      use: z.literal('context_not_evaluation'),
      sentences: textByLanguage,
      questions: z.nullable(textByLanguage),
    }),
  ),
})
