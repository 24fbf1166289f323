import { addDays, firstDay, type PreviewResponse, startOfDay } from '@windmill/claude-core'
import { describe, expect, it } from 'vitest'
import type { StorageAdapter } from '../storage/adapter.ts'
import { memoryStorage } from '../storage/memory.ts'
import { acme, type TestHost } from '../test/host.ts'
import { virtualClock } from '../test/virtual-clock.ts'
import {
  connect,
  connection,
  disconnect,
  expectTruth,
  history,
  json,
  latestDay,
  openVault,
  start,
  world,
} from '../test/world.ts'

const preview = async (host: TestHost, apiKey: string) => {
  const init = { method: 'POST', headers: json, body: JSON.stringify({ apiKey }) }
  return (await (await host.request('admin:boss', '/connection/preview', init)).json()) as PreviewResponse
}

describe('the sync', () => {
  it('reads the whole history into exactly what the API says, and then rests', async () => {
    const host = world()
    expect((await connect(host, host.api.keys.analytics)).status).toBe(200)
    await host.claude.sync(acme)
    await expectTruth(host)
    expect(await connection(host)).toMatchObject({
      status: 'connected',
      coverage: { first: firstDay, through: latestDay, provisionalFrom: addDays(latestDay, -6), missing: [] },
      backfill: null,
    })
    host.api.requests.clear()
    await host.claude.sync(acme)
    // One question for the latest day, and nothing else is due.
    expect(host.api.requests.list()).toHaveLength(1)
  })

  it('stays within the API’s limit while it reads the history', async () => {
    const host = world()
    await connect(host, host.api.keys.analytics)
    await host.claude.sync(acme)
    expect(host.api.requests.list().filter(({ status }) => status === 429)).toEqual([])
  })

  it('ends with the same counters however often it is stopped in between', async () => {
    const storage = memoryStorage()
    const clock = virtualClock(start)
    const first = world({ storage, clock, vault: openVault })
    await connect(first, first.api.keys.analytics)
    for (let left = 40; left > 0; left -= 1) {
      let writes = 0
      const dying: StorageAdapter = {
        ...storage,
        // Killed between any two writes: this one and all after it never happen, and the lease stays behind.
        writeDay: async (...args) => {
          writes += 1
          if (writes > 2) throw new Error('killed')
          return await storage.writeDay(...args)
        },
        releaseLease: async () => {},
      }
      await world({ storage: dying, clock, vault: openVault }).claude.sync(acme)
    }
    await world({ storage, clock, vault: openVault }).claude.sync(acme)
    await expectTruth(first)
    const ledger = await storage.readLedger(acme)
    expect(ledger.map(({ day }) => day)).toEqual(history)
    // No day was read more often than it was due.
    expect(ledger.filter(({ read }) => read?.times !== 1)).toEqual([])
  })

  it('shows a day that could not be read as missing, and reads it when it is due', async () => {
    const host = world()
    host.api.control({ faults: [{ kind: 'error', status: 503, date: '2026-03-10' }] })
    await connect(host, host.api.keys.analytics)
    await host.claude.sync(acme)
    expect((await connection(host)).coverage?.missing).toEqual(['2026-03-10'])
    host.api.control({ clearFaults: true })
    host.clock.set(host.clock.now() + 3_600_000)
    await host.claude.sync(acme)
    expect((await connection(host)).coverage?.missing).toEqual([])
    await expectTruth(host, ['2026-03-10'])
  })

  it.each([
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
  ] as const)('gets over a passing fault: %j', async (fault) => {
    const host = world()
    await connect(host, host.api.keys.analytics)
    host.api.control({ faults: [{ ...fault, date: '2026-03-18', times: 2 }] })
    await host.claude.sync(acme)
    await expectTruth(host)
  })

  it.each([
    ['an API that is down', { kind: 'error', status: 529 }],
    ['a limit that is spent for an hour', { kind: 'error', status: 429, retryAfter: 3_600 }],
    ['a limit that does not say for how long', { kind: 'error', status: 429 }],
  ] as const)('wastes no requests on %s, and makes up for it later', async (_, fault) => {
    const host = world()
    await connect(host, host.api.keys.analytics)
    host.api.requests.clear()
    host.api.control({ faults: [{ ...fault, endpoint: 'skills' }] })
    await host.claude.sync(acme)
    expect(host.api.requests.list().length).toBeLessThan(40)
    const { lastSyncAt, lastFailure } = await connection(host)
    const code = fault.status === 529 ? 'api_unavailable' : 'rate_limited'
    expect({ lastSyncAt, lastFailure }).toEqual({ lastSyncAt: null, lastFailure: { at: expect.any(String), code } })
    host.api.control({ clearFaults: true })
    host.clock.set(host.clock.now() + 3_600_000)
    await host.claude.sync(acme)
    await expectTruth(host)
    expect((await connection(host)).lastFailure).toBeNull()
  })

  it('tells everyone that it fails before it has read anything, until it succeeds', async () => {
    const host = world({ vault: openVault })
    await connect(host, host.api.keys.analytics)
    await host.claude.sync(acme)
    host.api.control({ faults: [{ kind: 'reset' }] })
    host.clock.set(host.clock.now() + 24 * 3_600_000)
    await host.claude.sync(acme)
    const at = new Date(host.clock.now()).toISOString()
    const lastFailure = { at, code: 'api_unreachable' }
    expect(await connection(host)).toMatchObject({ status: 'connected', lastFailure, failures: [] })
    expect(await connection(host, 'employee:someone')).toMatchObject({ lastFailure })
    host.api.control({ clearFaults: true })
    await host.claude.sync(acme)
    expect((await connection(host)).lastFailure).toBeNull()
  })

  it('tells that it fails where only the log knows why', async () => {
    const storage = memoryStorage()
    const host = world({ storage, vault: openVault })
    await connect(host, host.api.keys.analytics)
    const { writeDay } = storage
    storage.writeDay = () => Promise.reject(new Error('The disk is full.'))
    await host.claude.sync(acme)
    expect((await connection(host)).lastFailure).toMatchObject({ code: null })
    storage.writeDay = writeDay
    await host.claude.sync(acme)
    expect((await connection(host)).lastFailure).toBeNull()
  })

  it('stops and says what to do when the key is refused, and goes on with another', async () => {
    const host = world()
    await connect(host, host.api.keys.analytics)
    host.api.control({ settings: { access: 'forbidden' } })
    await host.claude.sync(acme)
    const refused = await connection(host)
    expect(refused).toMatchObject({ status: 'needs_attention', reason: { code: 'access_denied' } })
    expect(refused.reason?.message).toMatch(/API access is switched on/)
    host.api.control({ settings: { access: 'on' } })
    await connect(host, host.api.keys.analytics)
    await host.claude.sync(acme)
    expect(await connection(host)).toMatchObject({ status: 'connected', reason: null })
    await expectTruth(host)
  })
})

describe('connecting', () => {
  it.each([
    ['sk-ant-admin01-0123456789abcdef', 'key_is_admin'],
    ['sk-ant-api03-0123456789abcdef', 'key_is_workspace'],
    ['hello', 'key_malformed'],
    ['', 'key_missing'],
  ])('does not send %j anywhere: %s', async (key, code) => {
    const host = world()
    const response = await connect(host, key)
    expect(response.status).toBe(422)
    expect(await response.json()).toMatchObject({ code, field: 'apiKey' })
    expect(host.api.requests.list()).toEqual([])
  })

  it('tells a refused key, a missing scope, a switched-off API and one that is out of reach apart', async () => {
    const host = world()
    const codeOf = async (key: string) => ((await (await connect(host, key)).json()) as { code: string }).code
    expect(await codeOf('sk-ant-api01-nobody-knows-this-key')).toBe('key_refused')
    expect(await codeOf(host.api.keys.withoutScope)).toBe('scope_missing')
    host.api.control({ settings: { access: 'forbidden' } })
    expect(await codeOf(host.api.keys.analytics)).toBe('access_denied')
    host.api.control({ settings: { access: 'on' }, faults: [{ kind: 'reset' }] })
    expect(await codeOf(host.api.keys.analytics)).toBe('api_unreachable')
    expect(await host.storage.getConnection(acme)).toBeNull()
  })

  it('previews what a key gives access to, and saves nothing', async () => {
    const host = world()
    const seen = host.api.truth.day(latestDay)
    const answer = await preview(host, host.api.keys.analytics)
    expect(answer).toMatchObject({ latestDay, claudeUsers: seen.size, matched: expect.any(Number), more: false })
    expect(await host.storage.getConnection(acme)).toBeNull()
    expect(await host.storage.readLedger(acme)).toEqual([])
  })

  it('previews a large organization from its first three thousand, with few requests', async () => {
    const host = world({ clock: virtualClock(startOfDay('2026-09-22')), people: 4_500 })
    host.api.control({ settings: { zeroRows: true } })
    const answer = await preview(host, host.api.keys.analytics)
    expect(answer).toMatchObject({ claudeUsers: 3_000, more: true, reports: { skills: true, connectors: true } })
    expect(answer.matched).toBeGreaterThan(2_500)
    // The latest day, three pages of users, and one of each report.
    expect(host.api.requests.list()).toHaveLength(6)
  })

  it('keeps the key out of storage, log and answers', async () => {
    const host = world()
    const key = host.api.keys.analytics
    const answers = [await (await connect(host, key)).text()]
    await host.claude.sync(acme)
    host.api.control({ settings: { access: 'forbidden' } })
    await host.claude.sync(acme)
    answers.push(JSON.stringify(await connection(host)))
    const stored = JSON.stringify(await host.storage.getConnection(acme))
    for (const text of [...answers, stored, host.log.join('\n')]) {
      expect(text).not.toContain(key)
      expect(text).not.toContain(key.slice(13, 40))
    }
    expect(host.log.join('\n')).not.toContain('@')
  })

  it('forgets the key and keeps the numbers, or erases both', async () => {
    const host = world()
    await connect(host, host.api.keys.analytics)
    await host.claude.sync(acme)
    expect(await disconnect(host, 'keep')).toMatchObject({
      status: 'disconnected',
      key: null,
      coverage: { through: latestDay },
    })
    expect((await host.storage.getConnection(acme))?.sealedKey).toBeNull()
    await expectTruth(host)

    expect(await disconnect(host, 'erase')).toMatchObject({ status: 'disconnected', key: null, coverage: null })
    expect(await host.storage.readUsage(acme, latestDay)).toEqual([])
    expect(await host.storage.listClaudeUsers(acme)).toEqual([])
  })
})
