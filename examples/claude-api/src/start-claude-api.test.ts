import Anthropic from '@anthropic-ai/sdk'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type RunningClaudeApi, startClaudeApi } from './start-claude-api.ts'
import { createClock, fetchAllRows } from './test-client.ts'

const { now } = createClock('2026-11-22T15:00:00Z')
let api: RunningClaudeApi

beforeAll(async () => {
  api = await startClaudeApi({ people: 200, now, rpm: 1e6 })
})
afterAll(() => api.close())

const collectRows = async <Row>(pages: AsyncIterable<Row>): Promise<Row[]> => {
  const rows: Row[] = []
  for await (const row of pages) rows.push(row)
  return rows
}

describe('the Anthropic SDK', () => {
  test('reads every row of a day, page by page', async () => {
    const client = new Anthropic({ apiKey: null, authToken: api.keys.analytics, baseURL: api.url, maxRetries: 0 })
    const { users, skills, connectors } = client.organization.analytics
    const date = '2026-11-18'
    api.requests.clear()
    expect(await collectRows(users.list({ date }))).toEqual(await fetchAllRows(api, `users?date=${date}`))
    expect(await collectRows(skills.list({ date, group_by: ['user_id'] }))).toEqual(
      await fetchAllRows(api, `skills?date=${date}&group_by[]=user_id`),
    )
    expect(await collectRows(connectors.list({ date, group_by: ['user_id'] }))).toEqual(
      await fetchAllRows(api, `connectors?date=${date}&group_by[]=user_id`),
    )
    expect(api.requests.list().some(({ page }) => page !== null)).toBe(true)
  })

  test('throws an AuthenticationError when the key is revoked', async () => {
    const client = new Anthropic({ apiKey: null, authToken: api.keys.revoked, baseURL: api.url, maxRetries: 0 })
    const request = client.organization.analytics.users.list({ date: '2026-11-18' })
    await expect(request).rejects.toMatchObject({ status: 401, type: 'authentication_error' })
    await expect(request).rejects.toBeInstanceOf(Anthropic.AuthenticationError)
  })

  test('retries a request that gets a 429', async () => {
    const client = new Anthropic({ apiKey: null, authToken: api.keys.analytics, baseURL: api.url, maxRetries: 2 })
    api.control({ faults: [{ kind: 'error', status: 429, retryAfter: 0, times: 2 }] })
    const page = await client.organization.analytics.users.list({ date: '2026-11-18' })
    expect(page.data).toHaveLength(20)
  })
})

describe('the running stand-in', () => {
  test('accepts control requests with a body', async () => {
    const response = await fetch(`${api.url}/_control/faults`, { method: 'POST', body: '{"kind":"html","times":1}' })
    expect(await response.json()).toMatchObject({ faults: [{ kind: 'html', times: 1 }] })
    await fetch(`${api.url}/_control/faults`, { method: 'DELETE' })
    expect(api.faults()).toEqual([])
  })

  test('listens only on the loopback address', () => {
    expect(api.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  })

  test('does not start when the port is in use', async () => {
    const port = Number(new URL(api.url).port)
    await expect(startClaudeApi({ port, people: 20 })).rejects.toMatchObject({ code: 'EADDRINUSE' })
  })

  test('frees the port when it is closed', async () => {
    const first = await startClaudeApi({ people: 20 })
    await first.close()
    const second = await startClaudeApi({ people: 20, port: Number(new URL(first.url).port) })
    expect(second.url).toBe(first.url)
    await second.close()
  })
})
