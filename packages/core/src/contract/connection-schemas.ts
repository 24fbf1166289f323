import * as z from 'zod/mini'
import { type DayFailureCode, dayFailures, maxListedFailures } from '../problems/day-failures.ts'
import type {
  ConnectionResponse,
  DisconnectData,
  InvitationResponse,
  InvitedConnectResponse,
  InvitedPreviewResponse,
  KeyRequest,
  PreviewResponse,
} from './connection-response.ts'
import type { Schema } from './schema.ts'
import { accountCoverage, createEnumSchema, day, instant, problemCode, wholeNumber } from './schema-fields.ts'

/** Validates the body of `PUT /connection` and `POST /connection/preview`. `findKey` checks the key itself. */
export const keyRequestSchema: Schema<KeyRequest> = z.object({
  apiKey: z
    .string({ error: 'must be the key, as a string' })
    .check(z.maxLength(10_000, { error: 'is too long for a key' })),
})

/** Validates the query of `DELETE /connection`. `data` is required. */
export const disconnectQuerySchema: Schema<{ data: DisconnectData }> = z.object({
  data: createEnumSchema<DisconnectData>({ keep: true, erase: true }, 'must be keep or erase'),
})

const backfill = z.object({
  done: wholeNumber,
  total: wholeNumber,
  requestsLeft: wholeNumber,
  secondsLeft: wholeNumber,
  reading: z.nullable(day),
})

const dayFailure = z.object({
  day,
  code: createEnumSchema<DayFailureCode>(dayFailures),
  times: wholeNumber,
  dueAt: instant,
})

/** Validates the answer of `GET`, `PUT` and `DELETE /connection`, `DELETE /connection/invitation` and `POST /sync`. */
export const connectionSchema: Schema<ConnectionResponse> = z.object({
  status: createEnumSchema<ConnectionResponse['status']>({
    disconnected: true,
    connecting: true,
    connected: true,
    needs_attention: true,
  }),
  reason: z.nullable(z.object({ code: problemCode, message: z.exactOptional(z.string()) })),
  coverage: z.nullable(accountCoverage),
  backfill: z.nullable(backfill),
  lastSyncAt: z.nullable(instant),
  lastFailure: z.nullable(
    z.object({
      at: instant,
      code: z.nullable(createEnumSchema<DayFailureCode>(dayFailures)),
      message: z.exactOptional(z.string()),
    }),
  ),
  nextSyncAt: z.nullable(instant),
  syncing: z.boolean(),
  key: z.exactOptional(z.nullable(z.object({ lastFour: z.string(), savedAt: instant }))),
  invitation: z.exactOptional(z.nullable(z.object({ expiresAt: instant }))),
  people: z.exactOptional(z.object({ claudeUsers: wholeNumber, matched: wholeNumber, ignored: wholeNumber })),
  failures: z.exactOptional(z.array(dayFailure).check(z.maxLength(maxListedFailures))),
  directoryWarning: z.exactOptional(
    z.nullable(z.object({ readAt: z.nullable(instant), staleAt: z.nullable(instant), isStale: z.boolean() })),
  ),
})

const reports = z.object({ skills: z.boolean(), connectors: z.boolean() })

/** Validates the answer of `POST /connection/preview`. */
export const previewSchema: Schema<PreviewResponse> = z.object({
  historyFrom: day,
  latestDay: day,
  claudeUsers: wholeNumber,
  matched: wholeNumber,
  more: z.boolean(),
  reports,
})

/** Validates the answer of `POST /connection/preview` to an invitation. */
export const invitedPreviewSchema: Schema<InvitedPreviewResponse> = z.object({ reports })

/** Validates the answer of `PUT /connection` to an invitation. */
export const invitedConnectSchema: Schema<InvitedConnectResponse> = z.object({ accepted: z.literal(true) })

/** Validates the answer of `POST /connection/invitation`. */
export const invitationSchema: Schema<InvitationResponse> = z.object({ secret: z.string(), expiresAt: instant })
