import * as z from 'zod/mini'
import { counterIds } from '../stats/counters.ts'
import type { ReconciliationFindingsResponse, ReconciliationResponse } from './reconciliation-response.ts'
import type { Schema } from './schema.ts'
import { claudeUserId, day, employeeName, instant, reconciliationResult, wholeNumber } from './schema-fields.ts'

const counter = z.enum([...counterIds])

/** Validates the answer of `GET /reconciliation` and `POST /reconciliation`. */
export const reconciliationSchema: Schema<ReconciliationResponse> = z.object({
  months: z.array(
    z.object({
      month: day,
      checkedAt: z.nullable(instant),
      result: z.nullable(reconciliationResult),
      reason: z.nullable(z.string()),
      isPending: z.boolean(),
      counters: z.array(counter),
      differing: z.nullable(z.object({ counters: z.array(counter), people: wholeNumber })),
    }),
  ),
  canListFindings: z.boolean(),
})

/** Validates the answer of `GET /reconciliation/findings`. */
export const reconciliationFindingsSchema: Schema<ReconciliationFindingsResponse> = z.object({
  findings: z.array(
    z.object({
      month: day,
      claudeUserId,
      employee: z.nullable(employeeName),
      counter,
      stored: wholeNumber,
      claude: z.nullable(wholeNumber),
    }),
  ),
})
