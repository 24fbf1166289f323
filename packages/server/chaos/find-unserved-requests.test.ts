import type { LoggedRequest } from '@windmill/example-claude-api'
import { expect, test } from 'vitest'
import { findUnservedRequests } from './find-unserved-requests.ts'

const createRequest = (status: number, date: string, limit = '1000'): LoggedRequest => ({
  at: 0,
  organizationId: 'acme',
  endpoint: 'users',
  date,
  limit,
  page: null,
  isRange: false,
  version: null,
  status,
  fault: null,
})

test('finds a refusal with the requests for the same page that exceeded the limit before the refusal', () => {
  const [first, second] = [createRequest(429, '2026-09-18'), createRequest(429, '2026-09-18')]
  const refusal = createRequest(400, '2026-09-18')
  const other = createRequest(200, '2026-10-24')
  expect(findUnservedRequests([first, other, second, refusal])).toEqual([first, second, refusal])
})

test('finds no request of a day that is served, and none for the latest day', () => {
  const served = [createRequest(429, '2026-09-18'), createRequest(200, '2026-09-18'), createRequest(429, '2026-10-24')]
  expect(findUnservedRequests([...served, createRequest(400, '2026-09-18', '1')])).toEqual([])
  const refusal = createRequest(400, '2026-09-18')
  expect(findUnservedRequests([...served, refusal])).toEqual([refusal])
})
