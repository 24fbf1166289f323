import { addDays, type Day, firstServedDay, type PreviewResponse } from '@windmill/claude-core'
import { startOfDay } from '@windmill/claude-core/internal'
import { describe, expect, test } from 'vitest'
import type { StorageAdapter } from '../storage/adapter.ts'
import { memoryStorage } from '../storage/memory.ts'
import {
  connect,
  createSyncHost,
  disconnect,
  expectStoredUsageMatchesApi,
  history,
  jsonHeaders,
  latestDay,
  plaintextVault,
  readConnection,
  startTime,
} from '../test/sync-host.ts'
import { acme, type TestHost } from '../test/test-host.ts'
import { createVirtualClock } from '../test/virtual-clock.ts'

const fetchPreview = async (host: TestHost, apiKey: string) => {
  const init = { method: 'POST', headers: jsonHeaders, body: JSON.stringify({ apiKey }) }
  return (await (await host.request('admin:boss', '/connection/preview', init)).json()) as PreviewResponse
}

describe('a sync', () => {
  test('stores the whole history exactly as the API serves it, and then requests nothing more', async () => {
    const host = createSyncHost()
    expect((await connect(host, host.api.keys.analytics)).status).toBe(200)
    await host.claude.sync(acme)
    await expectStoredUsageMatchesApi(host)
    expect(await readConnection(host)).toMatchObject({
      status: 'connected',
      coverage: { first: firstServedDay, through: latestDay, provisionalFrom: addDays(latestDay, -6), missing: [] },
      backfill: null,
    })
    host.api.requests.clear()
    await host.claude.sync(acme)
    // Only the request for the latest day. No day is due.
    expect(host.api.requests.list()).toHaveLength(1)
  })

  test('stays within the API’s rate limit while it reads the history', async () => {
    const host = createSyncHost()
    await connect(host, host.api.keys.analytics)
    await host.claude.sync(acme)
    expect(host.api.requests.list().filter(({ status }) => status === 429)).toEqual([])
  })

  test('stores the whole history, and reads each day once, when its process is killed many times', async () => {
    const clock = createVirtualClock(startTime)
    const storage = memoryStorage({ now: clock.now })
    const firstHost = createSyncHost({ storage, clock, vault: plaintextVault })
    await connect(firstHost, firstHost.api.keys.analytics)
    for (let killCount = 0; killCount < 40; killCount += 1) {
      let writeCount = 0
      const killedStorage: StorageAdapter = {
        ...storage,
        // The process is killed after it has written two days. No later write happens, and the lease is not released.
        writeDay: async (...args) => {
          writeCount += 1
          if (writeCount > 2) throw new Error('killed')
          return await storage.writeDay(...args)
        },
        releaseLease: async () => {},
      }
      await createSyncHost({ storage: killedStorage, clock, vault: plaintextVault }).claude.sync(acme)
    }
    await createSyncHost({ storage, clock, vault: plaintextVault }).claude.sync(acme)
    await expectStoredUsageMatchesApi(firstHost)
    const ledger = await storage.readLedger(acme)
    expect(ledger.map(({ day }) => day)).toEqual(history)
    // Every day was read exactly once.
    expect(ledger.filter(({ read }) => read?.readCount !== 1)).toEqual([])
  })

  test('shows a failed day as missing until it is due and read', async () => {
    const host = createSyncHost()
    host.api.control({ faults: [{ kind: 'error', status: 503, date: '2026-03-10' }] })
    await connect(host, host.api.keys.analytics)
    await host.claude.sync(acme)
    expect((await readConnection(host)).coverage?.missing).toEqual(['2026-03-10'])
    host.api.control({ clearFaults: true })
    host.clock.set(host.clock.now() + 3_600_000)
    await host.claude.sync(acme)
    expect((await readConnection(host)).coverage?.missing).toEqual([])
    await expectStoredUsageMatchesApi(host, ['2026-03-10'])
  })

  test.each([
    { kind: 'error', status: 429 },
    { kind: 'error', status: 429, retryAfter: 20 },
    { kind: 'error', status: 500 },
    { kind: 'error', status: 503 },
    { kind: 'error', status: 504 },
    { kind: 'error', status: 529 },
    { kind: 'error', status: 410, page: 'first' },
    { kind: 'truncated_json' },
    { kind: 'cut_off' },
    { kind: 'html' },
    { kind: 'reset' },
    { kind: 'empty_page' },
  ] as const)('stores the whole history in spite of a transient fault: %j', async (fault) => {
    const host = createSyncHost()
    await connect(host, host.api.keys.analytics)
    host.api.control({ faults: [{ ...fault, date: '2026-03-18', times: 2 }] })
    await host.claude.sync(acme)
    await expectStoredUsageMatchesApi(host)
  })

  test('drops the waiting requests of a day when an expired cursor makes it read the day again', async () => {
    const host = createSyncHost({ requestsPerMinute: 5, vault: plaintextVault })
    host.api.control({ settings: { pageRows: 2 } })
    await connect(host, host.api.keys.analytics)
    await host.claude.sync(acme)
    host.clock.set(host.clock.now() + 24 * 3_600_000)
    host.api.control({ faults: [{ kind: 'error', status: 410, endpoint: 'skills', page: 'next', times: 1 }] })
    host.api.requests.clear()
    await host.claude.sync(acme)
    const requests = host.api.requests.list().filter(({ limit }) => limit !== '1')
    const expired = requests.findIndex(({ status }) => status === 410)
    const { date } = requests[expired] ?? {}
    const later = requests.slice(expired + 1).filter((request) => request.date === date)
    // Everything that follows the expired cursor belongs to the new reading, which starts with the first page of users.
    expect(later[0]).toMatchObject({ endpoint: 'users', page: null })
    const pages = later.map(({ endpoint, page }) => `${endpoint} ${page}`)
    expect(new Set(pages).size).toBe(pages.length)
    await expectStoredUsageMatchesApi(host, [date as Day])
  })

  test.each([
    ['an API that is down', { kind: 'error', status: 529 }],
    ['a rate limit that is spent for an hour', { kind: 'error', status: 429, retryAfter: 3_600 }],
    ['a rate limit without retry-after', { kind: 'error', status: 429 }],
  ] as const)(
    'stops early at %s, and reads the whole history an hour later if the API works again',
    async (_, fault) => {
      const host = createSyncHost()
      await connect(host, host.api.keys.analytics)
      host.api.requests.clear()
      host.api.control({ faults: [{ ...fault, endpoint: 'skills' }] })
      await host.claude.sync(acme)
      expect(host.api.requests.list().length).toBeLessThan(40)
      const { lastSyncAt, lastFailure } = await readConnection(host)
      const code = fault.status === 529 ? 'api_unavailable' : 'rate_limited'
      expect({ lastSyncAt, lastFailure }).toEqual({ lastSyncAt: null, lastFailure: { at: expect.any(String), code } })
      host.api.control({ clearFaults: true })
      host.clock.set(host.clock.now() + 3_600_000)
      await host.claude.sync(acme)
      await expectStoredUsageMatchesApi(host)
      expect((await readConnection(host)).lastFailure).toBeNull()
    },
  )

  test('shows every viewer a failure of the latest-day request, until the next success', async () => {
    const host = createSyncHost({ vault: plaintextVault })
    await connect(host, host.api.keys.analytics)
    await host.claude.sync(acme)
    host.api.control({ faults: [{ kind: 'reset' }] })
    host.clock.set(host.clock.now() + 24 * 3_600_000)
    await host.claude.sync(acme)
    const at = new Date(host.clock.now()).toISOString()
    const lastFailure = { at, code: 'api_unreachable' }
    expect(await readConnection(host)).toMatchObject({ status: 'connected', lastFailure, failures: [] })
    expect(await readConnection(host, 'employee:someone')).toMatchObject({ lastFailure })
    host.api.control({ clearFaults: true })
    await host.claude.sync(acme)
    expect((await readConnection(host)).lastFailure).toBeNull()
  })

  test('shows a failure without a code when storage fails, until the next success', async () => {
    const host = createSyncHost({ vault: plaintextVault })
    const { storage } = host
    await connect(host, host.api.keys.analytics)
    const { writeDay } = storage
    storage.writeDay = () => Promise.reject(new Error('The disk is full.'))
    await host.claude.sync(acme)
    expect((await readConnection(host)).lastFailure).toMatchObject({ code: null })
    storage.writeDay = writeDay
    await host.claude.sync(acme)
    expect((await readConnection(host)).lastFailure).toBeNull()
  })

  test('sets the connection to needs_attention when access is denied, and continues after the next connect', async () => {
    const host = createSyncHost()
    await connect(host, host.api.keys.analytics)
    host.api.control({ settings: { access: 'forbidden' } })
    await host.claude.sync(acme)
    const connection = await readConnection(host)
    expect(connection).toMatchObject({ status: 'needs_attention', reason: { code: 'access_denied' } })
    expect(connection.reason?.message).toMatch(/API access is switched on/)
    host.api.control({ settings: { access: 'on' } })
    await connect(host, host.api.keys.analytics)
    await host.claude.sync(acme)
    expect(await readConnection(host)).toMatchObject({ status: 'connected', reason: null })
    await expectStoredUsageMatchesApi(host)
  })
})

describe('connecting', () => {
  test.each([
    ['sk-ant-admin01-0123456789abcdef', 'key_is_admin'],
    ['CLAUDE_KEY=sk-ant-admin01-0123456789abcdef', 'key_is_admin'],
    ['x-api-key: SK-ANT%2Dadmin01%2D0123456789abcdef', 'key_is_admin'],
    ['sk-ant-api03-0123456789abcdef', 'key_is_workspace'],
    ['a text without a key that is long enough', 'key_malformed'],
    ['sk-ant-api01-0123456789abcdef, sk-ant-api01-fedcba9876543210', 'key_ambiguous'],
    ['hello', 'key_malformed'],
    ['', 'key_missing'],
  ])('refuses the key %j without a request: %s', async (key, code) => {
    const host = createSyncHost()
    const response = await connect(host, key)
    expect(response.status).toBe(422)
    expect(await response.json()).toMatchObject({ code, field: 'apiKey' })
    expect(host.api.requests.list()).toEqual([])
  })

  test('sends the key alone, wherever it stands in the pasted text', async () => {
    const host = createSyncHost()
    const pasted = `export CLAUDE_KEY="${host.api.keys.analytics}" # not ${host.api.keys.admin}`
    expect((await connect(host, pasted)).status).toBe(200)
    expect(await readConnection(host)).toMatchObject({ key: { lastFour: host.api.keys.analytics.slice(-4) } })
  })

  test('has a separate code for a refused key, a missing scope, a switched-off API and an unreachable API', async () => {
    const host = createSyncHost()
    const fetchCode = async (key: string) => ((await (await connect(host, key)).json()) as { code: string }).code
    expect(await fetchCode('sk-ant-api01-nobody-knows-this-key')).toBe('key_refused')
    expect(await fetchCode(host.api.keys.withoutScope)).toBe('scope_missing')
    host.api.control({ settings: { access: 'forbidden' } })
    expect(await fetchCode(host.api.keys.analytics)).toBe('access_denied')
    host.api.control({ settings: { access: 'on' }, faults: [{ kind: 'reset' }] })
    expect(await fetchCode(host.api.keys.analytics)).toBe('api_unreachable')
    expect(await host.storage.getConnection(acme)).toBeNull()
  })

  test('shows a preview of what a key gives access to, and saves nothing', async () => {
    const host = createSyncHost()
    const usersOfLatestDay = host.api.truth.day(latestDay)
    const response = await fetchPreview(host, host.api.keys.analytics)
    expect(response).toMatchObject({
      latestDay,
      claudeUsers: usersOfLatestDay.size,
      matched: expect.any(Number),
      more: false,
    })
    expect(await host.storage.getConnection(acme)).toBeNull()
    expect(await host.storage.readLedger(acme)).toEqual([])
  })

  test('shows a preview of a large organization from its first 3,000 users, with few requests', async () => {
    const host = createSyncHost({ clock: createVirtualClock(startOfDay('2026-09-22')), people: 4_500 })
    host.api.control({ settings: { zeroRows: true } })
    const response = await fetchPreview(host, host.api.keys.analytics)
    expect(response).toMatchObject({ claudeUsers: 3_000, more: true, reports: { skills: true, connectors: true } })
    expect(response.matched).toBeGreaterThan(2_500)
    // One request for the latest day, three for pages of users, and one for each of the two reports.
    expect(host.api.requests.list()).toHaveLength(6)
  })

  test('keeps the key out of storage, logged messages and responses, and e-mails out of logged messages', async () => {
    const host = createSyncHost()
    const key = host.api.keys.analytics
    const responses = [await (await connect(host, key)).text()]
    await host.claude.sync(acme)
    host.api.control({ settings: { access: 'forbidden' } })
    await host.claude.sync(acme)
    responses.push(JSON.stringify(await readConnection(host)))
    const stored = JSON.stringify(await host.storage.getConnection(acme))
    for (const text of [...responses, stored, host.log.join('\n')]) {
      expect(text).not.toContain(key)
      expect(text).not.toContain(key.slice(13, 40))
    }
    expect(host.log.join('\n')).not.toContain('@')
    expect(host.log.join('\n')).toContain('Day read')
    // No logged message has a count of people, since not everyone who reads these messages may see it.
    expect(host.log.join('\n')).not.toContain('claudeUsers')
  })
})

describe('disconnecting', () => {
  test('deletes the key, and keeps or erases the usage', async () => {
    const host = createSyncHost()
    await connect(host, host.api.keys.analytics)
    await host.claude.sync(acme)
    expect(await disconnect(host, 'keep')).toMatchObject({
      status: 'disconnected',
      key: null,
      coverage: { through: latestDay },
    })
    expect((await host.storage.getConnection(acme))?.sealedKey).toBeNull()
    await expectStoredUsageMatchesApi(host)

    expect(await disconnect(host, 'erase')).toMatchObject({ status: 'disconnected', key: null, coverage: null })
    expect(await host.storage.readUsage(acme, latestDay)).toEqual([])
    expect(await host.storage.listClaudeUsers(acme)).toEqual([])
  })
})
