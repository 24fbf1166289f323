import * as z from 'zod/mini'
import { statIds } from '../catalog.ts'
import { type Day, isDay } from '../day.ts'
import { type DayFailureCode, dayFailures, mostFailures } from '../day-failures.ts'
import { type Bucket, lengthInDays, type Period } from '../period.ts'
import { type Problem, type ProblemCode, problems } from '../problems.ts'
import type {
  ConnectionResponse,
  DisconnectData,
  EmployeeStatsResponse,
  KeyRequest,
  PreviewResponse,
} from '../responses.ts'

/** Checks a value from outside: `safeParse` says what it is, or which field is wrong. */
export type Schema<Value> = z.ZodMiniType<Value>

/** The longest period that one request may ask for, in days. */
export const longestPeriod = 366

const notADay = { error: 'must be an existing date in the form YYYY-MM-DD' }
const day = z
  .string(notADay)
  .check(z.refine(isDay, notADay), z.meta({ format: 'date' })) as unknown as z.ZodMiniType<Day>
const instant = z.string().check(z.meta({ format: 'date-time' }))
const wholeNumber = z.int().check(z.gte(0))
const problemCode = z.enum(Object.keys(problems) as [ProblemCode, ...ProblemCode[]])
const dayFailureCode = z.enum(Object.keys(dayFailures) as [DayFailureCode, ...DayFailureCode[]])

/** The body of `PUT /connection` and `POST /connection/preview`. What is in the key is judged by `findKeyProblem`. */
export const keyRequestSchema: Schema<KeyRequest> = z.object({
  apiKey: z.string({ error: 'must be the key, as text' }).check(z.maxLength(1000, { error: 'is too long for a key' })),
})

export const disconnectQuerySchema: Schema<{ data: DisconnectData }> = z.object({
  data: z.enum(['keep', 'erase'], { error: 'must be keep or erase' }),
})

/** The query of `GET /employees/{id}/stats`. */
export const statsQuerySchema: Schema<Period & { bucket: Bucket }> = z
  .object({
    from: day,
    to: day,
    bucket: z._default(z.enum(['day', 'week', 'month'], { error: 'must be day, week or month' }), 'day'),
  })
  .check(
    z.refine(({ from, to }) => from <= to, { error: 'must not be earlier than from', path: ['to'] }),
    z.refine((period) => lengthInDays(period) <= longestPeriod, {
      error: `must be at most ${longestPeriod} days from the first`,
      path: ['to'],
    }),
  )

const coverage = z.object({
  first: day,
  through: day,
  provisionalFrom: z.nullable(day),
  missing: z.array(day),
})

const backfill = z.object({
  done: wholeNumber,
  total: wholeNumber,
  requestsLeft: wholeNumber,
  secondsLeft: wholeNumber,
  reading: z.nullable(day),
})

const dayFailure = z.object({ day, code: dayFailureCode, times: wholeNumber, dueAt: z.nullable(instant) })

export const connectionSchema: Schema<ConnectionResponse> = z.object({
  status: z.enum(['disconnected', 'connecting', 'connected', 'needs_attention']),
  reason: z.nullable(z.object({ code: problemCode, message: z.string() })),
  coverage: z.nullable(coverage),
  backfill: z.nullable(backfill),
  lastSyncAt: z.nullable(instant),
  nextSyncAt: z.nullable(instant),
  syncing: z.boolean(),
  key: z.exactOptional(z.nullable(z.object({ lastFour: z.string(), savedAt: instant }))),
  people: z.exactOptional(z.object({ claudeUsers: wholeNumber, matched: wholeNumber })),
  failures: z.exactOptional(z.array(dayFailure).check(z.maxLength(mostFailures))),
})

export const previewSchema: Schema<PreviewResponse> = z.object({
  latestDay: day,
  claudeUsers: wholeNumber,
  matched: wholeNumber,
  more: z.boolean(),
  reports: z.object({ skills: z.boolean(), connectors: z.boolean() }),
})

const period = z.object({ from: day, to: day })
const value = z.nullable(z.number())
const statResult = z.object({
  value,
  previous: value,
  partial: z.boolean(),
  series: z.array(z.object({ start: day, value })),
})

export const employeeStatsSchema: Schema<EmployeeStatsResponse> = z.object({
  employeeId: z.string(),
  period,
  previous: period,
  bucket: z.enum(['day', 'week', 'month']),
  stats: z.object(
    Object.fromEntries(statIds.map((id) => [id, statResult])) as Record<(typeof statIds)[number], typeof statResult>,
  ),
  coverage: z.object({
    through: z.nullable(day),
    provisionalFrom: z.nullable(day),
    missing: z.array(day),
    previousMissing: z.array(day),
    claudeUsers: wholeNumber,
    latestDay: z.nullable(day),
  }),
})

export const problemSchema: Schema<Problem> = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: problemCode,
  field: z.exactOptional(z.string()),
  requestId: z.exactOptional(z.string()),
})
