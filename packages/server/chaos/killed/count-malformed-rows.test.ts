import type { LoggedRequest } from '@windmill/example-claude-api'
import { expect, test } from 'vitest'
import { countMalformedRows } from './count-malformed-rows.ts'

const day = '2026-06-09'
const createRequest = (changes: Partial<LoggedRequest>): LoggedRequest => ({
  at: 0,
  organizationId: 'org_1',
  endpoint: 'users',
  date: day,
  limit: '1000',
  page: null,
  isRange: false,
  version: null,
  status: 200,
  fault: null,
  ...changes,
})
const malformed = { fault: 'wrong_type' } as const
const count = (...changes: readonly Partial<LoggedRequest>[]) => countMalformedRows(changes.map(createRequest)).get(day)

test('counts one malformed row for each page with the fault wrong_type', () => {
  expect(count(malformed, { page: 'p2', ...malformed }, { page: 'p3' }, { endpoint: 'skills', ...malformed })).toBe(3)
})

test('counts only the latest read of a day', () => {
  expect(count(malformed, {})).toBe(0)
  expect(count({}, malformed)).toBe(1)
})

test('ignores requests that look for the latest day, and requests for other days', () => {
  expect(count({}, { limit: '1', ...malformed }, { date: '2026-06-10', ...malformed })).toBe(0)
})
