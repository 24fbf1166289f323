import { addDays, type Day, listDays } from '@windmill/claude-core'
import { describe, expect, test } from 'vitest'
import type { StorageAdapter } from '../storage/adapter.ts'
import { memoryStorage } from '../storage/memory.ts'
import {
  connect,
  createSyncHost,
  disconnect,
  expectStoredUsageMatchesApi,
  history,
  latestDay,
  plaintextVault,
  readConnection,
  type SyncHost,
  startTime,
} from '../test/sync-host.ts'
import { acme } from '../test/test-host.ts'
import { createVirtualClock } from '../test/virtual-clock.ts'

const dayMs = 86_400_000

/** Wraps a storage to call `interrupt` once, after 30 stored days. */
const interruptBackfill = (storage: StorageAdapter, interrupt: () => void): StorageAdapter => {
  let writeCount = 0
  return {
    ...storage,
    async writeDay(accountId, token, reading) {
      const needsLinking = await storage.writeDay(accountId, token, reading)
      writeCount += 1
      if (writeCount === 30) interrupt()
      return needsLinking
    },
  }
}

const readStoredDays = async ({ storage }: SyncHost): Promise<Day[]> =>
  (await storage.readLedger(acme)).flatMap((entry) => (entry.read ? [entry.day] : []))

/** Lists the requests of single days, without those for the seats and for totals of a month. */
const listDayRequests = ({ api }: SyncHost) => api.requests.list().filter(({ isRange }) => !isRange)

/** Collects the days of served requests. The request that finds the latest day is refused, so it adds no day. */
const collectServedDays = (host: SyncHost): Set<string | null> =>
  new Set(listDayRequests(host).flatMap(({ status, date }) => (status === 200 ? [date] : [])))

describe('replacing the key', () => {
  test('continues where the old key was refused, and reads no stored day again', async () => {
    const clock = createVirtualClock(startTime)
    const storage = interruptBackfill(memoryStorage({ now: clock.now }), () =>
      host.api.control({ settings: { revokedKeys: [host.api.keys.analytics] } }),
    )
    const host: SyncHost = createSyncHost({ storage, clock, vault: plaintextVault })
    await connect(host, host.api.keys.analytics)
    await host.claude.sync(acme)
    expect(await readConnection(host)).toMatchObject({ status: 'needs_attention', reason: { code: 'key_refused' } })
    const storedDays = await readStoredDays(host)
    expect(storedDays.length).toBeGreaterThanOrEqual(30)
    expect(storedDays.length).toBeLessThan(history.length)

    host.api.requests.clear()
    host.clock.set(host.clock.now() + 3_600_000)
    const savedAt = host.clock.now()
    const response = await connect(host, host.api.keys.replacement)
    expect(await response.json()).toMatchObject({ reason: null, coverage: { through: latestDay }, syncing: true })
    await host.claude.sync(acme)
    await expectStoredUsageMatchesApi(host)
    const servedDays = collectServedDays(host)
    expect(storedDays.filter((day) => servedDays.has(day))).toEqual([])
    // One request to check the key, one for the latest day, and two pages for each remaining day.
    expect(listDayRequests(host)).toHaveLength(2 + 2 * (history.length - storedDays.length))

    const { status, reason, key, lastSyncAt, failures } = await readConnection(host)
    expect({ status, reason, failures }).toEqual({ status: 'connected', reason: null, failures: [] })
    expect(key?.lastFour).toBe(host.api.keys.replacement.slice(-4))
    expect(Date.parse(key?.savedAt ?? '')).toBeGreaterThanOrEqual(savedAt)
    // After this time, the run reconciled the settled months.
    expect(Date.parse(lastSyncAt ?? '')).toBeGreaterThan(savedAt)
    expect(Date.parse(lastSyncAt ?? '')).toBeLessThanOrEqual(host.clock.now())
  })

  test('reads no day twice when the old key still works', async () => {
    const clock = createVirtualClock(startTime)
    const storage = interruptBackfill(memoryStorage({ now: clock.now }), () => {
      replaceResponse = connect(host, host.api.keys.replacement)
    })
    const host: SyncHost = createSyncHost({ storage, clock, vault: plaintextVault })
    let replaceResponse: Promise<Response> | undefined
    await connect(host, host.api.keys.analytics)
    await host.claude.sync(acme)
    expect((await replaceResponse)?.status).toBe(200)
    await host.claude.sync(acme)
    await expectStoredUsageMatchesApi(host)
    expect((await host.storage.readLedger(acme)).filter(({ read }) => read?.readCount !== 1)).toEqual([])
  })
})

describe('disconnecting and keeping the data', () => {
  test('makes the next connection read only new and provisional days', async () => {
    const host = createSyncHost({ vault: plaintextVault })
    await connect(host, host.api.keys.analytics)
    await host.claude.sync(acme)
    await disconnect(host, 'keep')
    host.clock.set(host.clock.now() + 3 * dayMs)
    host.api.requests.clear()

    await connect(host, host.api.keys.analytics)
    await host.claude.sync(acme)
    const dueDays = listDays({ from: addDays(latestDay, -6), to: addDays(latestDay, 3) })
    expect(collectServedDays(host)).toEqual(new Set(dueDays))
    expect(listDayRequests(host)).toHaveLength(2 + 2 * dueDays.length)
    await expectStoredUsageMatchesApi(host, [...history, ...dueDays])
  })

  test('stops a running backfill at once, and the next connection continues it', async () => {
    const clock = createVirtualClock(startTime)
    const storage = interruptBackfill(memoryStorage({ now: clock.now }), () => {
      disconnectResult = disconnect(host, 'keep')
    })
    const host: SyncHost = createSyncHost({ storage, clock, vault: plaintextVault })
    let disconnectResult: ReturnType<typeof disconnect> | undefined
    await connect(host, host.api.keys.analytics)
    await host.claude.sync(acme)
    expect(await disconnectResult).toMatchObject({ status: 'disconnected', key: null, syncing: false, backfill: null })
    const keptDays = await readStoredDays(host)
    expect(keptDays.length).toBeGreaterThanOrEqual(30)
    expect(keptDays.length).toBeLessThan(40)

    host.api.requests.clear()
    await connect(host, host.api.keys.analytics)
    await host.claude.sync(acme)
    expect(listDayRequests(host)).toHaveLength(2 + 2 * (history.length - keptDays.length))
    await expectStoredUsageMatchesApi(host)
  })
})

describe('disconnecting and erasing the data', () => {
  test('makes the next connection start from the beginning', async () => {
    const host = createSyncHost({ vault: plaintextVault })
    await connect(host, host.api.keys.analytics)
    await host.claude.sync(acme)
    expect(await disconnect(host, 'erase')).toMatchObject({ coverage: null, lastSyncAt: null, failures: [] })
    host.api.requests.clear()

    await connect(host, host.api.keys.analytics)
    expect(await readConnection(host)).toMatchObject({
      status: 'connecting',
      backfill: { done: 0, total: history.length },
    })
    await host.claude.sync(acme)
    expect(listDayRequests(host)).toHaveLength(2 + 2 * history.length)
    await expectStoredUsageMatchesApi(host)
  })
})
