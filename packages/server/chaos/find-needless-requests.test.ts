import type { LoggedRequest } from '@windmill/example-claude-api'
import { expect, test } from 'vitest'
import { findNeedlessRequests } from './find-needless-requests.ts'

const createRequest = (status: number, limit: string): LoggedRequest => ({
  at: 0,
  organizationId: 'acme',
  endpoint: 'users',
  date: '2026-11-24',
  limit,
  page: null,
  isRange: false,
  version: null,
  status,
  fault: null,
})
const served = createRequest(200, '1000')
const refused = createRequest(403, '1000')
const servedCheck = createRequest(200, '1')
const refusedCheck = createRequest(403, '1')
const fourRefused = [refused, refused, refused, refused]

test('allows a run to end after four refused days and a refused check', () => {
  expect(findNeedlessRequests([served, ...fourRefused, refusedCheck], 1)).toEqual([])
})

test('does not count refusals before a check that the API serves', () => {
  const requests = [served, refused, servedCheck, refused, refused, servedCheck, ...fourRefused, refusedCheck]
  expect(findNeedlessRequests(requests, 1)).toEqual([])
})

test('finds a run that goes on after a refused check', () => {
  expect(findNeedlessRequests([served, ...fourRefused, refusedCheck, refused], 1)).toEqual([
    '6 of 7 requests were refused, and the run went on',
  ])
})

test('still counts earlier refusals after a served request that is not a check', () => {
  const withoutChecks = [served, refused, served, refused, served, ...fourRefused]
  expect(findNeedlessRequests(withoutChecks, 1)).toHaveLength(1)
})

test('allows each process only one request if all requests are refused', () => {
  expect(findNeedlessRequests([refusedCheck], 1)).toEqual([])
  expect(findNeedlessRequests([refusedCheck, refusedCheck], 2)).toEqual([])
  expect(findNeedlessRequests([refusedCheck, refusedCheck], 1)).toHaveLength(1)
})

test('does not count a transient failure or a day that is not served as a refusal', () => {
  const requests = [400, 408, 409, 410, 429, 500].flatMap((status) => [createRequest(status, '1000'), served])
  expect(findNeedlessRequests(requests, 1)).toEqual([])
})
