import { expect, test } from 'vitest'
import { type ClaudeApiOptions, createClaudeApi } from '../claude-api.ts'
import { createClock, fetchReport } from '../test-client.ts'

const path = 'users?date=2026-11-18'
const createLimitedApi = (rpm: number, options: ClaudeApiOptions = {}) => {
  const clock = createClock('2026-11-22T15:00:10.400Z')
  return { clock, api: createClaudeApi({ people: 20, now: clock.now, rpm, ...options }) }
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

test('a sliding minute accepts a request only when fewer than `rpm` were accepted in the 60 seconds before', async () => {
  const { api, clock } = createLimitedApi(2, { rateLimit: 'sliding_minute' })
  const sendAt = async (time: string) => {
    clock.set(`2026-11-22T15:${time}Z`)
    const { status, headers } = await fetchReport(api, path)
    return [
      status,
      headers.get('anthropic-ratelimit-requests-remaining'),
      headers.get('anthropic-ratelimit-requests-reset'),
      headers.get('retry-after'),
    ]
  }
  expect(await sendAt('00:50')).toEqual([200, '1', '2026-11-22T15:01:50Z', null])
  expect(await sendAt('00:55')).toEqual([200, '0', '2026-11-22T15:01:55Z', null])
  expect(await sendAt('01:10')).toEqual([429, '0', '2026-11-22T15:01:55Z', '40'])
  expect(await sendAt('01:50')).toEqual([200, '0', '2026-11-22T15:02:50Z', null])
  expect(await sendAt('01:51')).toEqual([429, '0', '2026-11-22T15:02:50Z', '4'])
})

test('a token bucket accepts a burst of `rpm` requests, and one more for each refilled token', async () => {
  const { api, clock } = createLimitedApi(6, { rateLimit: 'token_bucket' })
  const send = async () => (await fetchReport(api, path)).status
  clock.set('2026-11-22T15:00:00Z')
  for (let request = 0; request < 6; request += 1) expect(await send()).toBe(200)
  const refused = await fetchReport(api, path)
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '10'])
  expect(refused.headers.get('anthropic-ratelimit-requests-reset')).toBe('2026-11-22T15:01:00Z')
  clock.set('2026-11-22T15:00:09.999Z')
  expect(await send()).toBe(429)
  clock.set('2026-11-22T15:00:20.000Z')
  expect([await send(), await send(), await send()]).toEqual([200, 200, 429])
})

test('no answer has a rate-limit header when `rateLimitHeaders` is false, except `retry-after`', async () => {
  const { api } = createLimitedApi(1, { rateLimitHeaders: false })
  for (const status of [200, 429]) {
    const response = await fetchReport(api, path)
    expect(response.status).toBe(status)
    expect([...response.headers.keys()].filter((name) => name.includes('ratelimit'))).toEqual([])
    expect(response.headers.has('retry-after')).toBe(status === 429)
  }
})

test.each(['clock_minute', 'sliding_minute', 'token_bucket'] as const)(
  'with a %s, a foreign tool spends the same limit evenly, and is refused when nothing is left',
  async (rateLimit) => {
    const { api, clock } = createLimitedApi(60, { rateLimit, foreignRpm: 20 })
    clock.set('2026-11-22T15:00:00Z')
    const { headers } = await fetchReport(api, path)
    expect(headers.get('anthropic-ratelimit-requests-remaining')).toBe('59')
    clock.set('2026-11-22T15:00:30Z')
    // Only a token bucket has refilled in these 30 seconds.
    const remaining = (await fetchReport(api, path)).headers.get('anthropic-ratelimit-requests-remaining')
    expect(remaining).toBe(rateLimit === 'token_bucket' ? '58' : '48')
    expect(api.organizations[0]?.countForeignCalls()).toEqual({ sent: 10, refused: 0 })
    while ((await fetchReport(api, path)).status === 200);
    clock.set('2026-11-22T15:00:33Z')
    const { sent, refused } = api.organizations[0]?.countForeignCalls() ?? {}
    expect([sent, refused]).toEqual([11, rateLimit === 'token_bucket' ? 0 : 1])
  },
)

test('every organization has its own limit', async () => {
  const { api } = createLimitedApi(1, { organizations: 2 })
  for (const { key } of api.organizations) {
    expect((await fetchReport(api, path, { 'x-api-key': key })).status).toBe(200)
    expect((await fetchReport(api, path, { 'x-api-key': key })).status).toBe(429)
  }
})
