import { describe, expect, test } from 'vitest'
import { overWire, wrong } from '../../test/schemas.ts'
import { maxFailures } from '../problems/day-failures.ts'
import { problems } from '../problems/problems.ts'
import type { ConnectionResponse } from './connection-response.ts'
import { connectionSchema, disconnectQuerySchema, keyRequestSchema, previewSchema } from './connection-schemas.ts'

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

describe('the connection', () => {
  const bare: ConnectionResponse = {
    status: 'disconnected',
    reason: null,
    coverage: null,
    backfill: null,
    lastSyncAt: null,
    lastFailure: null,
    nextSyncAt: null,
    syncing: false,
  }
  const full: ConnectionResponse = {
    status: 'needs_attention',
    reason: { code: 'key_refused', message: problems.key_refused.title },
    coverage: { first: '2026-01-01', through: '2026-11-20', provisionalFrom: null, missing: ['2026-11-03'] },
    backfill: { done: 120, total: 324, requestsLeft: 533, secondsLeft: 640, reading: '2026-07-23' },
    lastSyncAt: '2026-11-22T10:00:00.000Z',
    lastFailure: { at: '2026-11-22T11:00:00.000Z', code: 'rate_limited' },
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
    expect(wrong(connectionSchema, { ...full, failures: failures(maxFailures) })).toBeNull()
    expect(wrong(connectionSchema, { ...full, failures: failures(maxFailures + 1) })).toMatch(/^failures /)
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
