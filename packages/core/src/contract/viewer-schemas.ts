import * as z from 'zod/mini'
import { permissions } from '../access/permissions.ts'
import type { Schema } from './schema.ts'
import { employeeName } from './schema-fields.ts'
import type { ViewerResponse } from './viewer-response.ts'

/** Validates the answer of `GET /viewer`. */
export const viewerSchema: Schema<ViewerResponse> = z.object({
  employee: z.nullable(employeeName),
  permissions: z.array(z.enum(permissions)),
  actsFor: z.array(employeeName),
})
