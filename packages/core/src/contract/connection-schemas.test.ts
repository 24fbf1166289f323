import { describe, expect, test } from 'vitest'
import { describeFirstIssue, roundTripJson } from '../../test/schemas.ts'
import { maxListedFailures } from '../problems/day-failures.ts'
import { problems } from '../problems/problems.ts'
import type { ConnectionResponse } from './connection-response.ts'
import { connectionSchema, disconnectQuerySchema, keyRequestSchema, previewSchema } from './connection-schemas.ts'

describe('a request', () => {
  test('to connect has a key of at most 10,000 characters', () => {
    expect(keyRequestSchema.parse({ apiKey: ' sk-ant-api01-x ', other: 1 })).toEqual({ apiKey: ' sk-ant-api01-x ' })
    for (const body of [{}, { apiKey: 7 }, { apiKey: null }]) {
      expect(describeFirstIssue(keyRequestSchema, body)).toBe('apiKey must be the key, as a string')
    }
    expect(describeFirstIssue(keyRequestSchema, { apiKey: 'x'.repeat(10_001) })).toBe('apiKey is too long for a key')
    for (const body of [null, [], 'sk-ant-api01-x']) expect(describeFirstIssue(keyRequestSchema, body)).not.toBeNull()
  })

  test('to disconnect requires keep or erase, without a default', () => {
    for (const data of ['keep', 'erase']) expect(disconnectQuerySchema.parse({ data })).toEqual({ data })
    for (const query of [{}, { data: '' }, { data: 'Erase' }]) {
      expect(describeFirstIssue(disconnectQuerySchema, query)).toBe('data must be keep or erase')
    }
  })
})

describe('connectionSchema', () => {
  const employeeAnswer: ConnectionResponse = {
    status: 'disconnected',
    reason: null,
    coverage: null,
    backfill: null,
    lastSyncAt: null,
    lastFailure: null,
    nextSyncAt: null,
    syncing: false,
  }
  const adminAnswer: ConnectionResponse = {
    status: 'needs_attention',
    reason: { code: 'key_refused', message: problems.key_refused.title },
    coverage: {
      first: '2026-01-01',
      through: '2026-11-20',
      provisionalFrom: null,
      missing: ['2026-11-03'],
      notServed: null,
      keptFrom: null,
    },
    backfill: { done: 120, total: 324, requestsLeft: 533, secondsLeft: 640, reading: '2026-07-23' },
    lastSyncAt: '2026-11-22T10:00:00.000Z',
    lastFailure: { at: '2026-11-22T11:00:00.000Z', code: 'rate_limited' },
    nextSyncAt: '2026-11-22T11:00:00.000Z',
    syncing: true,
    key: { lastFour: 'x7Qa', savedAt: '2026-11-01T08:00:00.000Z' },
    invitation: { expiresAt: '2026-11-25T10:00:00.000Z' },
    people: { claudeUsers: 61, matched: 58, ignored: 1 },
    failures: [
      { day: '2026-11-03', code: 'api_unavailable', times: 2, dueAt: '2026-11-22T11:34:00.000Z' },
      { day: '2026-03-12', code: 'request_rejected', times: 8, dueAt: '2026-11-22T10:54:00Z' },
    ],
  }

  test.each([
    ['an employee', employeeAnswer],
    ['an admin', adminAnswer],
    ['an admin without a key and an invitation', { ...adminAnswer, key: null, invitation: null }],
  ])('accepts exactly the fields of the contract for %s', (_, response) => {
    expect(connectionSchema.parse(roundTripJson(response))).toEqual(response)
  })

  test('rejects an unknown problem code, and a problem code as a day failure', () => {
    expect(describeFirstIssue(connectionSchema, { ...adminAnswer, reason: { code: 'boredom', message: 'x' } })).toMatch(
      /^reason.code /,
    )
    const failures = [{ day: '2026-11-03', code: 'key_refused', times: 1, dueAt: '2026-11-22T10:54:00Z' }]
    expect(describeFirstIssue(connectionSchema, { ...adminAnswer, failures })).toMatch(/^failures.0.code /)
  })

  test('accepts at most maxListedFailures failed days', () => {
    const createFailures = (count: number) => Array.from({ length: count }, () => adminAnswer.failures?.[0])
    expect(
      describeFirstIssue(connectionSchema, { ...adminAnswer, failures: createFailures(maxListedFailures) }),
    ).toBeNull()
    expect(
      describeFirstIssue(connectionSchema, { ...adminAnswer, failures: createFailures(maxListedFailures + 1) }),
    ).toMatch(/^failures /)
  })
})

test('previewSchema accepts only a whole number of matched people', () => {
  const preview = {
    historyFrom: '2026-01-01',
    latestDay: '2026-11-20',
    claudeUsers: 61,
    matched: 58,
    more: false,
    reports: { skills: true, connectors: false },
  }
  expect(previewSchema.parse(preview)).toEqual(preview)
  for (const matched of [-1, 0.5, null]) {
    expect(describeFirstIssue(previewSchema, { ...preview, matched })).toMatch(/^matched /)
  }
})
