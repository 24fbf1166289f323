import * as z from 'zod/mini'
import type { Problem } from '../problems/problems.ts'
import type { Schema } from './schema.ts'
import { problemCode } from './schema-fields.ts'

/** Validates a problem document (RFC 9457), the answer of every failed request. */
export const problemSchema: Schema<Problem> = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: problemCode,
  field: z.exactOptional(z.string()),
  requestId: z.exactOptional(z.string()),
})
