import type { ConnectionResponse } from '@windmill/claude-core'
import { describe, expect, test } from 'vitest'
import {
  connect,
  createSyncHost,
  expectStoredUsageMatchesApi,
  jsonHeaders,
  plaintextVault,
  readConnection,
  type SyncHost,
} from '../test/sync-host.ts'

import { acme, createTestHost } from '../test/test-host.ts'

const hourMs = 3_600_000
const claudeMessage = 'Your credit balance is too low.'
const jsonContentType = { 'content-type': 'application/json' }

const createEnvelope = (status: number) =>
  new Response(JSON.stringify({ type: 'error', error: { type: 'some_error', message: claudeMessage } }), {
    status,
    headers: { ...jsonContentType, 'request-id': 'req_1' },
  })
const createHtml = (status: number) =>
  new Response('<html><title>Blocked by Example Firewall</title></html>', {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8' },
  })

/** A sync host with a network that can answer in the API's place. */
const createHostBehindNetwork = () => {
  let intercept: ((url: URL) => Response | null) | null = null
  let requestCount = 0
  const host: SyncHost = createSyncHost({
    vault: plaintextVault,
    fetch: async (input, init) => {
      requestCount += 1
      return intercept?.(new URL(String(input))) ?? (await host.api.fetch(input, init))
    },
  })
  return {
    host,
    setIntercept: (next: typeof intercept) => {
      intercept = next
    },
    /** Runs a sync an hour later, and returns the number of its requests. */
    syncNextHour: async () => {
      host.clock.set(host.clock.now() + hourMs)
      const before = requestCount
      await host.claude.sync(acme)
      return requestCount - before
    },
  }
}

const createSyncedHost = async () => {
  const network = createHostBehindNetwork()
  await connect(network.host, network.host.api.keys.analytics)
  await network.host.claude.sync(acme)
  return network
}

const refusals: readonly (readonly [status: number, code: string])[] = [
  [401, 'key_refused'],
  [402, 'api_refused'],
  [403, 'access_denied'],
  [404, 'access_denied'],
  [407, 'api_refused'],
  [413, 'api_refused'],
  [421, 'api_refused'],
  [422, 'api_refused'],
  [425, 'api_refused'],
  [451, 'api_refused'],
]

describe('a refusal with the envelope of Claude’s API', () => {
  test.each(refusals)(
    'with status %i ends the run after one request, and needs attention at once',
    async (status, code) => {
      const { host, setIntercept, syncNextHour } = await createSyncedHost()
      setIntercept(() => createEnvelope(status))
      expect(await syncNextHour()).toBe(1)
      const connection = await readConnection(host)
      expect(connection).toMatchObject({ status: 'needs_attention', reason: { code }, lastFailure: null })
      expect(connection.reason?.message).toContain(claudeMessage)
      setIntercept(null)
      await syncNextHour()
      expect(await readConnection(host)).toMatchObject({ status: 'connected', reason: null, lastFailure: null })
    },
  )

  test.each(refusals)('with status %i during a run ends it', async (status) => {
    const { host, setIntercept, syncNextHour } = createHostBehindNetwork()
    await connect(host, host.api.keys.analytics)
    let count = 0
    setIntercept(({ pathname }) => {
      count += 1
      return count > 60 && pathname.endsWith('/users') ? createEnvelope(status) : null
    })
    // Up to four days are in flight when the refusal comes.
    expect(await syncNextHour()).toBeLessThan(60 + 12)
    expect(await readConnection(host)).toMatchObject({ status: 'needs_attention' })
    expect((await readConnection(host)).failures).toEqual([])
    setIntercept(null)
    await syncNextHour()
    await expectStoredUsageMatchesApi(host)
  })

  test.each([402, 403, 404, 422])('with status %i of every endpoint during a run is checked once', async (status) => {
    const { host, setIntercept, syncNextHour } = createHostBehindNetwork()
    await connect(host, host.api.keys.analytics)
    let count = 0
    const refusedLimits: (string | null)[] = []
    setIntercept(({ pathname, searchParams }) => {
      count += 1
      const isFirst = count > 60 && pathname.endsWith('/skills')
      if (!isFirst && refusedLimits.length === 0) return null
      refusedLimits.push(searchParams.get('limit'))
      return createEnvelope(status)
    })
    await syncNextHour()
    expect(await readConnection(host)).toMatchObject({ status: 'needs_attention' })
    expect(refusedLimits.filter((limit) => limit === '1')).toHaveLength(1)
    // Up to four days with three endpoints each are in flight when the first refusal comes.
    expect(refusedLimits.length).toBeLessThanOrEqual(12 + 1)
  })

  test.each([402, 403, 404, 413, 422, 451])(
    'of one report with status %i leaves out only the report',
    async (status) => {
      const { host, setIntercept, syncNextHour } = createHostBehindNetwork()
      await connect(host, host.api.keys.analytics)
      setIntercept(({ pathname }) => (pathname.endsWith('/skills') ? createEnvelope(status) : null))
      await syncNextHour()
      expect(await readConnection(host)).toMatchObject({ status: 'connected', reason: null, coverage: { missing: [] } })
      setIntercept(null)
      host.clock.set(host.clock.now() + 24 * hourMs)
      await syncNextHour()
      await expectStoredUsageMatchesApi(host)
    },
  )

  test.each([402, 403, 404, 422])('of some days with status %i leaves out only these days', async (status) => {
    const { host, setIntercept, syncNextHour } = createHostBehindNetwork()
    await connect(host, host.api.keys.analytics)
    const isDenied = (date: string | null) => date !== null && (date < '2026-02-01' || date === '2026-02-20')
    setIntercept(({ searchParams }) => (isDenied(searchParams.get('date')) ? createEnvelope(status) : null))
    await syncNextHour()
    const { status: connectionStatus, reason, coverage, failures } = await readConnection(host)
    expect({ connectionStatus, reason }).toEqual({ connectionStatus: 'connected', reason: null })
    expect(coverage).toMatchObject({ first: '2026-02-01', notServed: { to: '2026-01-31' }, missing: ['2026-02-20'] })
    expect(failures?.map(({ day }) => day)).toContain('2026-02-20')
    setIntercept(null)
    host.clock.set(host.clock.now() + 48 * hourMs)
    await syncNextHour()
    await expectStoredUsageMatchesApi(host)
  })

  test('is retried by every hourly run', async () => {
    const { host, setIntercept } = await createSyncedHost()
    setIntercept(() => createEnvelope(403))
    await host.claude.sync(acme)
    expect(await readConnection(host)).toMatchObject({ status: 'needs_attention' })
    setIntercept(null)
    const scheduled: string[] = []
    let syncAllAccounts = async () => {}
    const { claude } = createTestHost({
      storage: host.storage,
      clock: host.clock,
      scheduler: {
        start: async (jobs) => {
          syncAllAccounts = jobs.syncAllAccounts
        },
        request: async (accountIds) => void scheduled.push(...accountIds),
        getNextRunAt: () => null,
        stop: async () => {},
      },
    })
    await claude.start()
    await syncAllAccounts()
    expect(scheduled).toEqual([acme, acme])
    await host.claude.sync(acme)
    expect(await readConnection(host)).toMatchObject({ status: 'connected' })
  })

  test('shows Claude’s own words while a key is checked', async () => {
    const { host, setIntercept } = createHostBehindNetwork()
    setIntercept(() => createEnvelope(402))
    const body = JSON.stringify({ apiKey: host.api.keys.analytics })
    for (const path of ['/connection', '/connection/preview']) {
      const method = path === '/connection' ? 'PUT' : 'POST'
      const response = await host.request('admin:boss', path, { method, headers: jsonHeaders, body })
      expect(await response.json()).toMatchObject({
        code: 'api_refused',
        detail: expect.stringContaining(claudeMessage),
      })
    }
  })
})

describe('status 410 for a request without a cursor', () => {
  test('is a transient failure: the request is sent again, and no day is lost', async () => {
    const { host, setIntercept, syncNextHour } = createHostBehindNetwork()
    await connect(host, host.api.keys.analytics)
    const refused = new Set<string>()
    setIntercept(({ href, searchParams }) => {
      if (searchParams.has('page') || refused.has(href)) return null
      refused.add(href)
      return createEnvelope(410)
    })
    await syncNextHour()
    expect(await readConnection(host)).toMatchObject({ status: 'connected', lastFailure: null, failures: [] })
    await expectStoredUsageMatchesApi(host)
  })

  test('is never called an expired cursor, even when it answers the check of a rejected day', async () => {
    const { host, setIntercept, syncNextHour } = createHostBehindNetwork()
    await connect(host, host.api.keys.analytics)
    setIntercept(({ searchParams }) =>
      searchParams.get('date') === '2026-03-10' ? createEnvelope(searchParams.get('limit') === '1' ? 410 : 400) : null,
    )
    await syncNextHour()
    expect((await host.storage.readLedger(acme)).filter(({ failure }) => failure)).toMatchObject([
      { day: '2026-03-10', read: null, failure: { code: 'api_unavailable' } },
    ])
  })
})

const blockedAnswers: readonly (readonly [name: string, create: () => Response])[] = [
  ...[400, 401, 402, 403, 404, 405, 407, 418, 451, 511].map(
    (status) => [`HTML with status ${status}`, () => createHtml(status)] as const,
  ),
  ['a sign-in page with status 200', () => createHtml(200)],
  ['an empty 403', () => new Response(null, { status: 403 })],
  ['another tool’s JSON', () => Response.json({ error: { message: 'Forbidden', code: 403 } }, { status: 403 })],
  ['another tool’s JSON with a type', () => Response.json({ type: 'error', message: 'Forbidden' }, { status: 404 })],
  ['JSON that is no object', () => Response.json('error', { status: 401 })],
]

describe('an answer that is not from Claude’s API', () => {
  test.each(blockedAnswers)(
    '(%s) ends the run after one request, and needs attention after 24 hours in a row',
    async (_, createAnswer) => {
      const { host, setIntercept, syncNextHour } = await createSyncedHost()
      setIntercept(createAnswer)
      for (let hour = 0; hour < 24; hour += 1) {
        expect(await syncNextHour()).toBe(1)
        expect(await readConnection(host)).toMatchObject({
          status: 'connected',
          reason: null,
          lastFailure: { code: 'api_blocked', message: expect.stringMatching(/not from Claude’s API/) },
        })
      }
      expect(await syncNextHour()).toBe(1)
      expect(await readConnection(host)).toMatchObject({
        status: 'needs_attention',
        reason: { code: 'api_blocked' },
        lastFailure: null,
      })
      setIntercept(null)
      await syncNextHour()
      expect(await readConnection(host)).toMatchObject({ status: 'connected', reason: null, lastFailure: null })
      await expectStoredUsageMatchesApi(host)
    },
  )

  test('counts its 24 hours from the last success', async () => {
    const { host, setIntercept, syncNextHour } = await createSyncedHost()
    for (let turn = 0; turn < 3; turn += 1) {
      setIntercept(() => createHtml(403))
      for (let hour = 0; hour < 20; hour += 1) await syncNextHour()
      expect((await readConnection(host)).status).toBe('connected')
      setIntercept(null)
      await syncNextHour()
    }
  })

  test('counts its 24 hours from now if it was first seen while the clock was ahead', async () => {
    const { host, setIntercept, syncNextHour } = await createSyncedHost()
    setIntercept(() => createHtml(403))
    await host.storage.updateConnection(acme, { blockedSince: host.clock.now() + 30 * 86_400_000 })
    for (let hour = 0; hour <= 25; hour += 1) await syncNextHour()
    expect(await readConnection(host)).toMatchObject({ status: 'needs_attention', reason: { code: 'api_blocked' } })
  })

  test('keeps counting its 24 hours when it alternates with another kind of failure', async () => {
    const { host, setIntercept, syncNextHour } = await createSyncedHost()
    for (let hour = 0; hour <= 26; hour += 1) {
      setIntercept(() => (hour % 2 ? new Response(null, { status: 503 }) : createHtml(403)))
      await syncNextHour()
    }
    expect(await readConnection(host)).toMatchObject({ status: 'needs_attention', reason: { code: 'api_blocked' } })
  })

  test.each(['skills', 'connectors'])(
    'for the %s only does not mean that the organization lacks the report',
    async (report) => {
      const { host, setIntercept, syncNextHour } = createHostBehindNetwork()
      await connect(host, host.api.keys.analytics)
      host.clock.set(Date.parse('2026-07-01T15:00:00Z'))
      setIntercept(({ pathname }) => (pathname.endsWith(report) ? createHtml(403) : null))
      expect(await syncNextHour()).toBeLessThan(10)
      const ledger = await host.storage.readLedger(acme)
      expect(ledger.filter(({ read }) => read)).toEqual([])
      expect((await readConnection(host)).lastFailure).toMatchObject({ code: 'api_blocked' })
    },
  )

  test('has a code of its own while a key is checked, and shows nothing of the page', async () => {
    const { host, setIntercept } = createHostBehindNetwork()
    setIntercept(() => createHtml(403))
    const response = await connect(host, host.api.keys.analytics)
    expect(response.status).toBe(502)
    const text = await response.text()
    expect(JSON.parse(text)).toMatchObject({ code: 'api_blocked' })
    expect(text).not.toContain('Firewall')
  })

  test('is forgotten when the key is replaced', async () => {
    const { host, setIntercept, syncNextHour } = await createSyncedHost()
    setIntercept(() => createHtml(403))
    for (let hour = 0; hour < 30; hour += 1) await syncNextHour()
    setIntercept(null)
    const response = await connect(host, host.api.keys.replacement)
    expect(await response.json()).toMatchObject({ status: 'connecting', reason: null, lastFailure: null })
    expect((await host.storage.getConnection(acme))?.blockedSince).toBeNull()
  })
})

test('only admins get the words of a failure', async () => {
  const { host, setIntercept, syncNextHour } = await createSyncedHost()
  setIntercept(
    () =>
      new Response(JSON.stringify({ type: 'error', error: { type: 'api_error', message: claudeMessage } }), {
        status: 500,
        headers: { ...jsonContentType, 'x-should-retry': 'false' },
      }),
  )
  expect(await syncNextHour()).toBe(1)
  const read = (viewer: string): Promise<ConnectionResponse> => readConnection(host, viewer)
  expect((await read('admin:boss')).lastFailure).toMatchObject({
    code: 'api_unavailable',
    message: expect.stringContaining(claudeMessage),
  })
  expect(JSON.stringify(await read('employee:someone'))).not.toContain(claudeMessage)
})
