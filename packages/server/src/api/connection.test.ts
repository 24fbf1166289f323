import { addDays, type ConnectionResponse, dayFailures, firstServedDay, listDays } from '@windmill/claude-core'
import { connectionSchema } from '@windmill/claude-core/contract'
import { maxListedFailures } from '@windmill/claude-core/internal'
import { describe, expect, test } from 'vitest'
import {
  connect,
  createSyncHost,
  disconnect,
  history,
  jsonHeaders,
  latestDay,
  plaintextVault,
  readConnection,
} from '../test/sync-host.ts'
import { acme, createTestHost } from '../test/test-host.ts'

const hourMs = 3_600_000

describe('failed days', () => {
  /** Creates a host and syncs it once, with a fault on one day. */
  const syncWithFault = async (date: string, fault: object) => {
    const host = createSyncHost({ vault: plaintextVault })
    host.api.control({ faults: [{ kind: 'error', ...fault, date }] })
    await connect(host, host.api.keys.analytics)
    await host.claude.sync(acme)
    return host
  }

  test('are listed with error code, number of attempts and time of the next attempt, until they are read', async () => {
    const host = await syncWithFault('2026-03-10', { status: 503 })
    const [first, ...others] = (await readConnection(host)).failures ?? []
    expect(others).toEqual([])
    expect(first).toMatchObject({ day: '2026-03-10', code: 'api_unavailable', times: 1 })
    expect(Date.parse(first?.dueAt ?? '')).toBeLessThan(host.clock.now() + hourMs)

    host.clock.set(Date.parse(first?.dueAt ?? '') + 1)
    await host.claude.sync(acme)
    const [second] = (await readConnection(host)).failures ?? []
    expect(second).toMatchObject({ day: '2026-03-10', code: 'api_unavailable', times: 2 })
    expect(Date.parse(second?.dueAt ?? '')).toBeGreaterThan(host.clock.now() + hourMs)

    host.api.control({ clearFaults: true })
    host.clock.set(Date.parse(second?.dueAt ?? '') + 1)
    await host.claude.sync(acme)
    expect((await readConnection(host)).failures).toEqual([])
  })

  test('are shown to admins only', async () => {
    const host = await syncWithFault('2026-03-10', { status: 503 })
    expect(Object.keys(await readConnection(host, 'someone'))).not.toContain('failures')
  })

  test('are limited to the newest `maxListedFailures` days', async () => {
    const host = createSyncHost({ vault: plaintextVault })
    const days = listDays({ from: '2026-02-01', to: '2026-02-28' })
    host.api.control({
      settings: { zeroRows: true },
      faults: days.map((date) => ({ kind: 'bad_rows', rows: 9, date })),
    })
    await connect(host, host.api.keys.analytics)
    await host.claude.sync(acme)
    const response = await readConnection(host)
    expect(response.failures?.map(({ day }) => day)).toEqual(days.toReversed().slice(0, maxListedFailures))
    expect(new Set(response.failures?.map(({ code }) => code))).toEqual(new Set(['unexpected_answer']))
    expect(connectionSchema.parse(response)).toEqual(response)
  })

  test('that Claude keeps rejecting are requested every day, and stay listed', async () => {
    const host = await syncWithFault('2026-03-10', { status: 400 })
    for (let days = 0; days < 40; days += 1) {
      host.clock.set(host.clock.now() + 24 * hourMs)
      await host.claude.sync(acme)
    }
    const response: ConnectionResponse = await readConnection(host)
    expect(response.failures).toMatchObject([{ day: '2026-03-10', code: 'request_rejected', times: 41 }])
    expect(Date.parse(response.failures?.[0]?.dueAt ?? '')).toBeLessThan(host.clock.now() + 24 * hourMs)
    expect(response.coverage?.missing).toEqual(['2026-03-10'])
  })

  test('do not include days that Claude no longer keeps', async () => {
    const host = createSyncHost({ vault: plaintextVault })
    host.api.control({ settings: { retentionDays: 40 } })
    await connect(host, host.api.keys.analytics)
    for (let hours = 0; hours < 12; hours += 1) {
      await host.claude.sync(acme)
      host.clock.set(host.clock.now() + hourMs)
    }
    const { coverage, failures, backfill } = await readConnection(host)
    const notServed = { from: firstServedDay, to: addDays(latestDay, -40) }
    expect(coverage).toMatchObject({ first: addDays(latestDay, -39), missing: [], notServed })
    expect({ failures, backfill }).toEqual({ failures: [], backfill: null })
  })

  test('with an unknown error code are left out', async () => {
    const host = createSyncHost()
    const { storage } = host
    await connect(host, host.api.keys.analytics)
    const token = Number(await storage.acquireLease(acme, 60_000))
    const codes = [...Object.keys(dayFailures), 'of_a_newer_version']
    for (const [index, code] of codes.entries()) {
      const failure = { at: 0, code, attempts: 1, dueAt: hourMs }
      const day = history[index] ?? latestDay
      await storage.writeLedgerEntry(acme, token, { day, read: null, failure })
    }
    const listedCodes = (await readConnection(host)).failures?.map(({ code }) => code) ?? []
    expect(listedCodes.toSorted()).toEqual(Object.keys(dayFailures).toSorted())
  })
})

describe('the field `syncing`', () => {
  test('is true in every process while one of them syncs, and in the answer to a sync request', async () => {
    const host = createSyncHost()
    const { storage } = host
    const otherHost = createSyncHost({ storage, clock: host.clock })
    await connect(host, host.api.keys.analytics)
    expect((await readConnection(otherHost)).syncing).toBe(false)
    const response = await host.request('admin:boss', '/sync', { method: 'POST', headers: jsonHeaders, body: '{}' })
    expect(await response.json()).toMatchObject({ syncing: true })

    const token = Number(await storage.acquireLease(acme, 30_000))
    expect((await readConnection(otherHost)).syncing).toBe(true)
    expect((await readConnection(host)).syncing).toBe(true)
    await storage.releaseLease(acme, token)
    expect((await readConnection(otherHost)).syncing).toBe(false)
  })

  test('is false after the lease of a killed process has expired', async () => {
    const host = createSyncHost({ vault: plaintextVault })
    await connect(host, host.api.keys.analytics)
    await host.storage.acquireLease(acme, 30_000)
    expect((await readConnection(host)).syncing).toBe(true)
    host.clock.set(host.clock.now() + 30_000)
    expect((await readConnection(host)).syncing).toBe(false)
  })

  test('is false after disconnecting', async () => {
    const host = createSyncHost({ vault: plaintextVault })
    await connect(host, host.api.keys.analytics)
    await host.storage.acquireLease(acme, 30_000)
    expect(await disconnect(host, 'keep')).toMatchObject({ status: 'disconnected', syncing: false })
  })
})

describe('the field `nextSyncAt`', () => {
  test.each([
    ['is the time that the scheduler reports if it is in the future', hourMs, '2026-03-21T17:00:00.000Z'],
    ['is null if the scheduler reports the current time', 0, null],
    ['is null if the scheduler reports a past time', -1, null],
  ])('%s', async (_, delayMs, expected) => {
    const { api, clock, ...connectedHost } = createSyncHost({ vault: plaintextVault })
    const { storage } = connectedHost
    await connect(connectedHost, api.keys.analytics)
    clock.set(Date.parse('2026-03-21T16:00:00Z'))
    const scheduler = {
      start: async () => {},
      request: async () => {},
      getNextRunAt: () => clock.now() + delayMs,
      stop: async () => {},
    }
    const host = createTestHost({ storage, clock, scheduler })
    expect((await readConnection(host)).nextSyncAt).toBe(expected)
  })
})
