import { createOpenApiDocument } from '@windmill/claude-core/contract'
import { describe, expect, test } from 'vitest'
import { acme, createTestHost, storeDay } from '../test/test-host.ts'
import { createVirtualClock } from '../test/virtual-clock.ts'
import { createDirectReport, createEmployee } from '../testing/fixtures.ts'

const clock = createVirtualClock(Date.parse('2026-11-22T15:00:00Z'))
const period = '?from=2026-11-01&to=2026-11-20'

const createHost = async () => {
  const host = createTestHost({
    employees: [createEmployee('boss'), createDirectReport('ada', 'boss'), createEmployee('peer')],
    clock,
  })
  await storeDay(host.storage, '2026-11-20', { ada: {} })
  await host.claude.directory.refresh(acme)
  return host
}

/** Every GET of the contract. */
const getPaths = Object.entries((createOpenApiDocument('') as { paths: Record<string, object> }).paths).flatMap(
  ([path, methods]) =>
    'get' in methods
      ? [
          path
            .replace('{managerId}', 'boss')
            .replace(/s\/\{id\}\/link/, 's/user_ada/link')
            .replace('{id}', 'ada'),
        ]
      : [],
)

describe('an answer', () => {
  test('has headers that keep browsers from caching it, guessing its type, sending its URL and embedding it elsewhere', async () => {
    const { request, storage } = await createHost()
    const responses = [
      ...(await Promise.all(getPaths.map((path) => request('admin:boss', `${path}${period}`)))),
      await request('peer', '/employees/ada/stats?from=1'),
      await request('peer', '/nothing'),
      await request('peer', '/sync', { method: 'POST' }),
      await request(null, '/connection'),
      await request('admin:boss', '/connection', { method: 'PUT', body: 'x' }),
      await request('admin:boss', '/sync', { method: 'POST', headers: { origin: 'https://evil.test' } }),
      await request('boss', '/connection', { method: 'HEAD' }),
    ]
    storage.readLedger = () => Promise.reject(new Error('broken'))
    responses.push(await request('boss', '/connection'))
    expect(new Set(responses.map(({ status }) => status))).toEqual(new Set([200, 400, 401, 403, 404, 415, 500]))
    for (const { headers } of responses) {
      expect(Object.fromEntries(headers)).toMatchObject({
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-resource-policy': 'same-origin',
      })
    }
  })
})

describe('a page of another site', () => {
  test.each([
    { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' },
    { origin: 'https://evil.test' },
    { origin: 'null' },
  ])('reads nothing, and leaves no entry in the log: %j', async (headers) => {
    const { request, storage } = await createHost()
    expect(getPaths.length).toBeGreaterThan(7)
    for (const path of getPaths) {
      for (const method of ['GET', 'HEAD']) {
        const response = await request('admin:boss', `${path}${period}`, { method, headers })
        expect(response.status, path).toBe(403)
        if (method === 'GET') expect(await response.json()).toMatchObject({ code: 'cross_site' })
      }
    }
    expect(await storage.listLog(acme, { before: null, limit: 10 })).toEqual([])
  })

  test('is distinguished from the app’s own pages and from callers that are no browser', async () => {
    const { request } = await createHost()
    for (const headers of [{}, { 'sec-fetch-site': 'same-origin' }, { 'sec-fetch-site': 'none' }]) {
      expect((await request('boss', `/employees/ada/stats${period}`, { headers })).status).toBe(200)
    }
  })
})

describe('a refused request', () => {
  test.each([
    ['not_signed_in', null, 'GET', '/connection', {}],
    ['not_found', 'peer', 'GET', `/employees/ada/stats${period}`, {}],
    ['not_found', 'peer', 'GET', `/employees/nobody/stats${period}`, {}],
    ['not_found', 'peer', 'GET', '/nothing', {}],
    ['not_permitted', 'peer', 'POST', '/sync', {}],
    ['cross_site', 'admin:boss', 'GET', '/export.csv', { 'sec-fetch-site': 'cross-site' }],
  ] as const)(
    'is logged once, with its reason and who made it: %s of %s',
    async (code, viewer, method, path, headers) => {
      const { request, log } = await createHost()
      log.length = 0
      await request(viewer, path, { method, headers })
      expect(log).toHaveLength(1)
      const [message, details] = log[0]?.split(/ (?=\{)/) ?? []
      expect(message).toBe('A request was refused')
      expect(JSON.parse(details ?? '')).toMatchObject({
        code,
        accountId: viewer && 'acme',
        employeeId: viewer?.replace('admin:', '') ?? null,
        method,
        path: `/api/claude${path.split('?')[0]}`,
      })
    },
  )

  test('is logged without secrets, and with a bounded path', async () => {
    const { request, log } = await createHost()
    const key = `sk-ant-api01-${'x'.repeat(80)}`
    const secrets = [key, encodeURIComponent('ada@example.com'), encodeURIComponent(key)]
    for (const secret of secrets) {
      await request('peer', `/employees/${secret}/stats?from=${secret}`, { headers: { 'x-note': secret } })
      await request('peer', `/${secret}`, { headers: { origin: `https://${secret}`, 'sec-fetch-site': secret } })
    }
    await request('peer', `/${'long/'.repeat(1_000)}`)
    expect(log.join('\n')).not.toMatch(/xxxx|example\.com/)
    expect(Math.max(...log.map((line) => line.length))).toBeLessThan(600)
  })

  test('is logged without the end of a secret that begins before the cut of a long path', async () => {
    const { request, log } = await createHost()
    const token = `eyJhbGciOiJkaXIi.${'y'.repeat(300)}.${'y'.repeat(300)}.y`
    for (let padding = 1; padding <= 300; padding += 13) {
      await request('peer', `/${`${token}/`.repeat(3)}${'z'.repeat(padding)}/${token}/${'a/'.repeat(8_000)}`)
    }
    expect(log.join('\n')).toContain('[sealed]')
    expect(log.join('\n')).not.toContain('yyy')
  })
})
