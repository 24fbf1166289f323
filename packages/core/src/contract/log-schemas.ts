import * as z from 'zod/mini'
import type { Participation } from '../people/participation.ts'
import { counterIds } from '../stats/counters.ts'
import type {
  AccessResponse,
  LogEntry,
  LogResponse,
  LogSubject,
  PlainLogKind,
  PolicyChange,
  ReadPurpose,
} from './log-response.ts'
import type { Schema } from './schema.ts'
import {
  claudeUserId,
  createEnumSchema,
  day,
  employeeName,
  instant,
  linkValue,
  pagePurposes,
  period,
  problemCode,
  wholeNumber,
} from './schema-fields.ts'

/** Validates the query of `GET /employees/{id}/access` and `GET /log`. `page` is the `next` of the previous page. */
export const logQuerySchema: Schema<{ page?: string }> = z.object({ page: z.exactOptional(z.string()) })

const participation = z.nullable(createEnumSchema<Participation>({ included: true, totals: true, excluded: true }))

const event: z.ZodMiniType<LogEntry['event']> = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('read'),
    purpose: createEnumSchema<ReadPurpose>({
      ...pagePurposes,
      team: true,
      adoption: true,
      export: true,
      mapping: true,
      reconciliation: true,
      host: true,
    }),
    periods: z.array(period),
    rows: z.nullable(wholeNumber),
  }),
  z.object({
    kind: z.literal('link_changed'),
    claudeUserId,
    from: linkValue,
    to: linkValue,
  }),
  z.object({ kind: z.literal('employees_renamed'), employees: wholeNumber }),
  z.object({ kind: z.enum(['connected', 'key_replaced']), byInvitation: z.exactOptional(z.literal(true)) }),
  z.object({ kind: z.literal('participation_changed'), from: participation, to: participation }),
  z.object({ kind: z.literal('totals_differ'), month: day, counters: z.array(z.enum([...counterIds])) }),
  z.object({ kind: z.literal('needs_attention'), code: problemCode }),
  z.object({
    kind: z.literal('policy_changed'),
    changes: z.array(
      z.object({
        field: createEnumSchema<PolicyChange['field']>({
          historyFrom: true,
          usageRetentionDays: true,
          accessRetentionDays: true,
          directoryMaxAgeHours: true,
        }),
        from: z.nullable(z.union([z.string(), wholeNumber])),
        to: z.nullable(z.union([z.string(), wholeNumber])),
      }),
    ),
  }),
  z.object({
    kind: z.enum<Record<PlainLogKind, PlainLogKind>>({
      invited: 'invited',
      invitation_revoked: 'invitation_revoked',
      disconnected: 'disconnected',
      erased: 'erased',
      organization_accepted: 'organization_accepted',
      directory_accepted: 'directory_accepted',
      check_requested: 'check_requested',
      employee_exported: 'employee_exported',
      employee_erased: 'employee_erased',
      erasure_lifted: 'erasure_lifted',
      recovered: 'recovered',
      first_data: 'first_data',
      no_fresh_day: 'no_fresh_day',
      directory_stale: 'directory_stale',
      more_unmatched: 'more_unmatched',
    }),
  }),
])

const about: z.ZodMiniType<LogSubject> = z.union([
  z.object({ employee: employeeName }),
  z.object({ below: employeeName }),
  createEnumSchema<'everyone' | 'account'>({ everyone: true, account: true }),
])

/** Validates one entry of the log. */
export const logEntry: z.ZodMiniType<LogEntry> = z.object({
  at: instant,
  actor: z.nullable(employeeName),
  actingFor: z.nullable(employeeName),
  about,
  event,
})

const pageFields = {
  entries: z.array(logEntry),
  next: z.nullable(z.string()),
  keptForDays: wholeNumber,
}

/** Validates the answer of `GET /log`. */
export const logSchema: Schema<LogResponse> = z.object(pageFields)

/** Validates the answer of `GET /employees/{id}/access`. */
export const accessSchema: Schema<AccessResponse> = z.object({
  managers: z.array(employeeName),
  directoryStale: z.optional(z.boolean()),
  onlySelf: z.optional(z.boolean()),
  hasLeft: z.optional(z.boolean()),
  ...pageFields,
})
