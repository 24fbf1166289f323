import { addDays, type ConnectionResponse, dayFailures, listDays, maxFailures } from '@windmill/claude-core'
import { connectionSchema } from '@windmill/claude-core/contract'
import { describe, expect, test } from 'vitest'
import { memoryStorage } from '../storage/memory.ts'
import { acme, createTestHost } from '../test/host.ts'
import {
  connect,
  createWorld,
  disconnect,
  history,
  jsonHeaders,
  latestDay,
  plaintextVault,
  readConnection,
} from '../test/world.ts'

const hour = 3_600_000

describe('failed days', () => {
  /** Creates a host and syncs it once, with a fault on one day. */
  const syncWithFault = async (date: string, fault: object) => {
    const host = createWorld({ vault: plaintextVault })
    host.api.control({ faults: [{ kind: 'error', ...fault, date }] })
    await connect(host, host.api.keys.analytics)
    await host.claude.sync(acme)
    return host
  }

  test('are listed with the code, the number of tries and the next try, until they are read', async () => {
    const host = await syncWithFault('2026-03-10', { status: 503 })
    const [first, ...others] = (await readConnection(host)).failures ?? []
    expect(others).toEqual([])
    expect(first).toMatchObject({ day: '2026-03-10', code: 'api_unavailable', times: 1 })
    expect(Date.parse(first?.dueAt ?? '')).toBeLessThan(host.clock.now() + hour)

    host.clock.set(Date.parse(first?.dueAt ?? '') + 1)
    await host.claude.sync(acme)
    const [again] = (await readConnection(host)).failures ?? []
    expect(again).toMatchObject({ day: '2026-03-10', code: 'api_unavailable', times: 2 })
    expect(Date.parse(again?.dueAt ?? '')).toBeGreaterThan(host.clock.now() + hour)

    host.api.control({ clearFaults: true })
    host.clock.set(Date.parse(again?.dueAt ?? '') + 1)
    await host.claude.sync(acme)
    expect((await readConnection(host)).failures).toEqual([])
  })

  test('are shown to admins only', async () => {
    const host = await syncWithFault('2026-03-10', { status: 503 })
    expect(Object.keys(await readConnection(host, 'someone'))).not.toContain('failures')
  })

  test('are limited to the newest', async () => {
    const host = createWorld({ vault: plaintextVault })
    const days = listDays({ from: '2026-02-01', to: '2026-02-28' })
    host.api.control({ settings: { zeroRows: true }, faults: days.map((date) => ({ kind: 'wrong_type', date })) })
    await connect(host, host.api.keys.analytics)
    await host.claude.sync(acme)
    const response = await readConnection(host)
    expect(response.failures?.map(({ day }) => day)).toEqual(days.toReversed().slice(0, maxFailures))
    expect(new Set(response.failures?.map(({ code }) => code))).toEqual(new Set(['unexpected_answer']))
    expect(connectionSchema.parse(response)).toEqual(response)
  })

  test('that Claude keeps rejecting are given up, and stay listed if earlier days were read', async () => {
    const host = await syncWithFault('2026-03-10', { status: 400 })
    let response: ConnectionResponse = await readConnection(host)
    for (let tries = 0; tries < 10 && response.failures?.[0]?.dueAt; tries += 1) {
      host.clock.set(host.clock.now() + 24 * hour)
      await host.claude.sync(acme)
      response = await readConnection(host)
    }
    expect(response.failures).toMatchObject([{ day: '2026-03-10', code: 'request_rejected', dueAt: null }])
    expect(response.coverage?.missing).toEqual(['2026-03-10'])
  })

  test('exclude days before Claude’s retention', async () => {
    const host = createWorld({ vault: plaintextVault })
    host.api.control({ settings: { retentionDays: 40 } })
    await connect(host, host.api.keys.analytics)
    for (let hours = 0; hours < 12; hours += 1) {
      await host.claude.sync(acme)
      host.clock.set(host.clock.now() + hour)
    }
    const { coverage, failures, backfill } = await readConnection(host)
    expect(coverage).toMatchObject({ first: addDays(latestDay, -39), missing: [] })
    expect({ failures, backfill }).toEqual({ failures: [], backfill: null })
  })

  test('with an unknown code are left out', async () => {
    const storage = memoryStorage()
    const host = createWorld({ storage })
    await connect(host, host.api.keys.analytics)
    const token = Number(await storage.acquireLease(acme, 0, 1))
    const codes = [...Object.keys(dayFailures), 'of_a_newer_version']
    for (const [index, code] of codes.entries()) {
      const failure = { at: 0, code, attempts: 1, dueAt: hour }
      const day = history[index] ?? latestDay
      await storage.writeLedgerEntry(acme, token, { day, read: null, failure, isGone: false })
    }
    const listedCodes = (await readConnection(host)).failures?.map(({ code }) => code) ?? []
    expect(listedCodes.toSorted()).toEqual(Object.keys(dayFailures).toSorted())
  })
})

describe('syncing', () => {
  test('is true in every process that shares the database, and in the answer to a sync request', async () => {
    const storage = memoryStorage()
    const here = createWorld({ storage })
    const there = createWorld({ storage, clock: here.clock })
    await connect(here, here.api.keys.analytics)
    expect((await readConnection(there)).syncing).toBe(false)
    const response = await here.request('admin:boss', '/sync', { method: 'POST', headers: jsonHeaders, body: '{}' })
    expect(await response.json()).toMatchObject({ syncing: true })

    const token = Number(await storage.acquireLease(acme, here.clock.now(), 30_000))
    expect((await readConnection(there)).syncing).toBe(true)
    expect((await readConnection(here)).syncing).toBe(true)
    await storage.releaseLease(acme, token)
    expect((await readConnection(there)).syncing).toBe(false)
  })

  test('is false once the lease of a killed process has expired', async () => {
    const host = createWorld({ vault: plaintextVault })
    await connect(host, host.api.keys.analytics)
    await host.storage.acquireLease(acme, host.clock.now(), 30_000)
    expect((await readConnection(host)).syncing).toBe(true)
    host.clock.set(host.clock.now() + 30_000)
    expect((await readConnection(host)).syncing).toBe(false)
  })

  test('is false after disconnecting', async () => {
    const host = createWorld({ vault: plaintextVault })
    await connect(host, host.api.keys.analytics)
    await host.storage.acquireLease(acme, host.clock.now(), 30_000)
    expect(await disconnect(host, 'keep')).toMatchObject({ status: 'disconnected', syncing: false })
  })
})

describe('nextSyncAt', () => {
  test.each([
    ['is a future time of the scheduler', hour, '2026-03-21T17:00:00.000Z'],
    ['is null when the scheduler reports the current time', 0, null],
    ['is null when the scheduler reports a past time', -1, null],
  ])('%s', async (_, delay, expected) => {
    const storage = memoryStorage()
    const { api, clock, ...connected } = createWorld({ storage, vault: plaintextVault })
    await connect(connected, api.keys.analytics)
    clock.set(Date.parse('2026-03-21T16:00:00Z'))
    const scheduler = {
      start: async () => {},
      request: async () => {},
      nextRunAt: () => clock.now() + delay,
      stop: async () => {},
    }
    const host = createTestHost({ storage, clock, scheduler })
    expect((await readConnection(host)).nextSyncAt).toBe(expected)
  })
})
