import { expect, test } from 'vitest'
import { createClaudeApi } from '../claude-api.ts'
import { createClock, fetchReport } from '../test-client.ts'

const createLimitedApi = (rpm: number) => {
  const clock = createClock('2026-11-22T15:00:10.400Z')
  return { clock, api: createClaudeApi({ people: 20, now: clock.now, rpm }) }
}

test('counts the requests to all endpoints with all keys together, and returns the remaining number', async () => {
  const { api } = createLimitedApi(3)
  const fetchRemaining = async (path: string, key: string) =>
    (await fetchReport(api, path, { 'x-api-key': key })).headers.get('anthropic-ratelimit-requests-remaining')
  expect(await fetchRemaining('users?date=2026-11-18', api.keys.analytics)).toBe('2')
  expect(await fetchRemaining('skills?date=2026-11-18', api.keys.replacement)).toBe('1')
  expect(await fetchRemaining('connectors?date=1999-01-01', api.keys.analytics)).toBe('0')
  expect((await fetchReport(api, 'users?date=2026-11-18')).status).toBe(429)
})

test('returns `retry-after` in whole seconds, and accepts requests again after that time', async () => {
  const { api, clock } = createLimitedApi(1)
  await fetchReport(api, 'users?date=2026-11-18')
  const { status, headers, body } = await fetchReport(api, 'users?date=2026-11-18')
  expect(status).toBe(429)
  expect(body.error.type).toBe('rate_limit_error')
  expect(headers.get('retry-after')).toBe('50')
  expect(headers.get('anthropic-ratelimit-requests-limit')).toBe('1')
  expect(headers.get('anthropic-ratelimit-requests-remaining')).toBe('0')
  expect(headers.get('anthropic-ratelimit-requests-reset')).toBe('2026-11-22T15:01:00Z')
  clock.set('2026-11-22T15:00:59.999Z')
  expect((await fetchReport(api, 'users?date=2026-11-18')).status).toBe(429)
  clock.set('2026-11-22T15:01:00Z')
  expect((await fetchReport(api, 'users?date=2026-11-18')).status).toBe(200)
})

test('counts requests with a key that lacks the scope, but not with a rejected key', async () => {
  const { api } = createLimitedApi(2)
  for (const key of [api.keys.revoked, api.keys.workspace, 'nonsense'])
    await fetchReport(api, 'users', { 'x-api-key': key })
  expect((await fetchReport(api, 'users', { 'x-api-key': api.keys.withoutScope })).status).toBe(403)
  expect((await fetchReport(api, 'users?date=2026-11-18')).status).toBe(200)
  expect((await fetchReport(api, 'users?date=2026-11-18')).status).toBe(429)
})
