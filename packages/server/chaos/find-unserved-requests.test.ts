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

test('finds a refusal together with the earlier rate-limited requests (429) for the same page', () => {
  const [first, second] = [createRequest(429, '2026-09-18'), createRequest(429, '2026-09-18')]
  const refusal = createRequest(400, '2026-09-18')
  const other = createRequest(200, '2026-10-24')
  expect(findUnservedRequests([first, other, second, refusal])).toEqual([first, second, refusal])
})

const servedRequests = [
  createRequest(429, '2026-09-18'),
  createRequest(200, '2026-09-18'),
  createRequest(429, '2026-10-24'),
]

test('ignores a rate-limited request (429) if its page is served later, or is not requested again', () => {
  expect(findUnservedRequests(servedRequests)).toEqual([])
})

test('ignores the refusal of a check for the latest day, which has the limit 1', () => {
  expect(findUnservedRequests([...servedRequests, createRequest(400, '2026-09-18', '1')])).toEqual([])
})

test('finds only the refusal if the page was served before it', () => {
  const refusal = createRequest(400, '2026-09-18')
  expect(findUnservedRequests([...servedRequests, refusal])).toEqual([refusal])
})
