import { describe, expect, test } from 'vitest'
import { countersWith } from '../../test/usage.ts'
import { emptySums, sumCounters } from '../aggregate.ts'
import { statIds } from '../catalog.ts'
import type { ReadDay } from '../coverage.ts'
import type { Day } from '../day.ts'
import { mostFailures } from '../day-failures.ts'
import { type EmployeeStatsInput, employeeStats } from '../employee-stats.ts'
import { employeeId } from '../ids.ts'
import { buckets } from '../period.ts'
import { type ProblemCode, problemOf, problems } from '../problems.ts'
import type { ConnectionResponse } from '../responses.ts'
import {
  connectionSchema,
  disconnectQuerySchema,
  employeeStatsSchema,
  keyRequestSchema,
  longestPeriod,
  previewSchema,
  problemSchema,
  type Schema,
  statsQuerySchema,
} from './schemas.ts'

/** Which field is wrong, and what is said of it; null when nothing is. */
const wrong = (schema: Schema<unknown>, value: unknown) => {
  const [issue] = schema.safeParse(value).error?.issues ?? []
  return issue ? `${issue.path.join('.')} ${issue.message}` : null
}
const overWire = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

describe('the query of one employee’s stats', () => {
  test('takes two days and a bucket, by default a day', () => {
    const query = { from: '2026-11-01', to: '2026-11-20' }
    expect(statsQuerySchema.parse(query)).toEqual({ ...query, bucket: 'day' })
    for (const bucket of buckets) expect(statsQuerySchema.parse({ ...query, bucket })).toEqual({ ...query, bucket })
    expect(wrong(statsQuerySchema, { from: '2026-11-20', to: '2026-11-20' })).toBeNull()
  })

  const date = 'must be an existing date in the form YYYY-MM-DD'

  test.each<[string, Record<string, unknown>]>([
    [`from ${date}`, { from: '2026-02-29' }],
    [`from ${date}`, { from: '1.11.2026' }],
    [`from ${date}`, { from: '0000-01-01', to: '0000-01-02' }],
    [`to ${date}`, { to: '9999-12-31' }],
    [`to ${date}`, { to: '2026-11-20T00:00:00Z' }],
    ['bucket must be day, week or month', { bucket: 'year' }],
    ['to must not be earlier than from', { from: '2026-11-21' }],
    [`to must be at most ${longestPeriod} days from the first`, { from: '2025-11-19', to: '2026-11-20' }],
  ])('says: %s', (message, change) => {
    expect(wrong(statsQuerySchema, { from: '2026-11-01', to: '2026-11-20', ...change })).toBe(message)
  })

  test.each(['from', 'to'])('names %s where it is left out', (field) => {
    const { [field]: _, ...rest }: Record<string, string> = { from: '2026-11-01', to: '2026-11-20' }
    expect(wrong(statsQuerySchema, rest)).toBe(`${field} ${date}`)
  })

  test('takes a whole leap year', () => {
    expect(wrong(statsQuerySchema, { from: '2024-01-01', to: '2024-12-31' })).toBeNull()
  })
})

describe('requests', () => {
  test('a key is text of a length that keys have', () => {
    expect(keyRequestSchema.parse({ apiKey: ' sk-ant-api01-x ', other: 1 })).toEqual({ apiKey: ' sk-ant-api01-x ' })
    for (const body of [{}, { apiKey: 7 }, { apiKey: null }]) {
      expect(wrong(keyRequestSchema, body)).toBe('apiKey must be the key, as text')
    }
    expect(wrong(keyRequestSchema, { apiKey: 'x'.repeat(1001) })).toBe('apiKey is too long for a key')
    for (const body of [null, [], 'sk-ant-api01-x']) expect(wrong(keyRequestSchema, body)).not.toBeNull()
  })

  test('what becomes of the data is said when disconnecting, never assumed', () => {
    for (const data of ['keep', 'erase']) expect(disconnectQuerySchema.parse({ data })).toEqual({ data })
    for (const query of [{}, { data: '' }, { data: 'Erase' }]) {
      expect(wrong(disconnectQuerySchema, query)).toBe('data must be keep or erase')
    }
  })
})

describe('one employee’s stats', () => {
  const day = (date: Day): ReadDay => ({ day: date, latestDay: '2026-11-20', skills: 'users', connectors: 'report' })
  const input: EmployeeStatsInput = {
    employeeId: employeeId('e-17'),
    period: { from: '2026-11-14', to: '2026-11-20' },
    bucket: 'week',
    sums: {
      previous: emptySums,
      buckets: new Map([
        [
          '2026-11-16',
          sumCounters([countersWith({ code_edits_accepted: 1, code_edits_rejected: 2, chat_messages: null })]),
        ],
      ]),
    },
    days: [day('2026-11-10'), day('2026-11-16'), day('2026-11-18')],
    latestDay: '2026-11-20',
    claudeUsers: 1,
    archivedOn: null,
  }

  test.each<[string, Partial<EmployeeStatsInput>]>([
    ['with activity', {}],
    ['by day', { bucket: 'day' }],
    ['over one day', { period: { from: '2026-11-20', to: '2026-11-20' } }],
    ['without a claude user', { claudeUsers: 0 }],
    ['before anything was read', { days: [], latestDay: null }],
    ['after they left', { archivedOn: '2026-11-01' }],
    ['back to before Claude’s records', { period: { from: '2026-01-01', to: '2026-11-20' } }],
  ])('%s are what the contract says, without a field more or less', (_, change) => {
    const response = overWire(employeeStats({ ...input, ...change }))
    expect(employeeStatsSchema.parse(response)).toEqual(response)
  })

  test('are all twenty: one that is left out is an error', () => {
    const response = employeeStats(input)
    for (const id of statIds) {
      const { [id]: _, ...stats } = response.stats
      expect(wrong(employeeStatsSchema, { ...response, stats })).toMatch(new RegExp(`^stats.${id} `))
    }
  })
})

describe('the connection', () => {
  const bare: ConnectionResponse = {
    status: 'disconnected',
    reason: null,
    coverage: null,
    backfill: null,
    lastSyncAt: null,
    nextSyncAt: null,
    syncing: false,
  }
  const full: ConnectionResponse = {
    status: 'needs_attention',
    reason: { code: 'key_refused', message: problems.key_refused.title },
    coverage: { first: '2026-01-01', through: '2026-11-20', provisionalFrom: null, missing: ['2026-11-03'] },
    backfill: { done: 120, total: 324, requestsLeft: 533, secondsLeft: 640, reading: '2026-07-23' },
    lastSyncAt: '2026-11-22T10:00:00.000Z',
    nextSyncAt: '2026-11-22T11:00:00.000Z',
    syncing: true,
    key: { lastFour: 'x7Qa', savedAt: '2026-11-01T08:00:00.000Z' },
    people: { claudeUsers: 61, matched: 58 },
    failures: [
      { day: '2026-11-03', code: 'api_unavailable', times: 2, dueAt: '2026-11-22T11:34:00.000Z' },
      { day: '2026-03-12', code: 'request_rejected', times: 8, dueAt: null },
    ],
  }

  test.each([
    ['to an employee', bare],
    ['to an admin', full],
    ['to an admin, without a key', { ...full, key: null }],
  ])('as it is told %s', (_, response) => {
    expect(connectionSchema.parse(overWire(response))).toEqual(response)
  })

  test('a reason is one of the known problems, and a day fails for one of the known failures', () => {
    expect(wrong(connectionSchema, { ...full, reason: { code: 'boredom', message: 'x' } })).toMatch(/^reason.code /)
    const failures = [{ day: '2026-11-03', code: 'key_refused', times: 1, dueAt: null }]
    expect(wrong(connectionSchema, { ...full, failures })).toMatch(/^failures.0.code /)
  })

  test('no more failed days are named than was agreed on', () => {
    const failures = (count: number) => Array.from({ length: count }, () => full.failures?.[0])
    expect(wrong(connectionSchema, { ...full, failures: failures(mostFailures) })).toBeNull()
    expect(wrong(connectionSchema, { ...full, failures: failures(mostFailures + 1) })).toMatch(/^failures /)
  })

  test('a preview counts whole people', () => {
    const preview = {
      latestDay: '2026-11-20',
      claudeUsers: 61,
      matched: 58,
      more: false,
      reports: { skills: true, connectors: false },
    }
    expect(previewSchema.parse(preview)).toEqual(preview)
    for (const matched of [-1, 0.5, null]) expect(wrong(previewSchema, { ...preview, matched })).toMatch(/^matched /)
  })
})

describe('problems', () => {
  test.each(Object.keys(problems) as ProblemCode[])('%s is a problem document', (code) => {
    for (const problem of [problemOf(code), problemOf(code, { field: 'from', requestId: 'req_1', detail: 'x' })]) {
      expect(problemSchema.parse(overWire(problem))).toEqual(problem)
    }
  })

  test('a code that is not known is none', () => {
    expect(wrong(problemSchema, { ...problemOf('not_found'), code: 'teapot' })).toMatch(/^code /)
  })
})
