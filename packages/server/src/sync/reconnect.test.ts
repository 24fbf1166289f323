import { addDays, type Day, listDays } from '@windmill/claude-core'
import { describe, expect, test } from 'vitest'
import type { StorageAdapter } from '../storage/adapter.ts'
import { memoryStorage } from '../storage/memory.ts'
import { acme } from '../test/host.ts'
import {
  connect,
  createWorld,
  disconnect,
  expectStoredUsageMatchesApi,
  history,
  latestDay,
  plaintextVault,
  readConnection,
  type World,
} from '../test/world.ts'

const dayMs = 86_400_000

/** Wraps a storage to call `event` once, in the middle of the backfill. */
const interruptBackfill = (storage: StorageAdapter, event: () => void): StorageAdapter => {
  let writes = 0
  return {
    ...storage,
    async writeDay(accountId, token, reading) {
      const news = await storage.writeDay(accountId, token, reading)
      writes += 1
      if (writes === 30) event()
      return news
    },
  }
}

const readStoredDays = async ({ storage }: World): Promise<Day[]> =>
  (await storage.readLedger(acme)).flatMap((entry) => (entry.read ? [entry.day] : []))

/** Collects the days that were requested and served. The request for the latest day is not among them. */
const collectRequestedDays = ({ api }: World): Set<string | null> =>
  new Set(api.requests.list().flatMap(({ status, date }) => (status === 200 ? [date] : [])))

describe('replacing the key', () => {
  test('continues where the old key was refused, and reads no stored day again', async () => {
    const storage = interruptBackfill(memoryStorage(), () =>
      host.api.control({ settings: { revokedKeys: [host.api.keys.analytics] } }),
    )
    const host: World = createWorld({ storage, vault: plaintextVault })
    await connect(host, host.api.keys.analytics)
    await host.claude.sync(acme)
    expect(await readConnection(host)).toMatchObject({ status: 'needs_attention', reason: { code: 'key_refused' } })
    const before = await readStoredDays(host)
    expect(before.length).toBeGreaterThanOrEqual(30)
    expect(before.length).toBeLessThan(history.length)

    host.api.requests.clear()
    host.clock.set(host.clock.now() + 3_600_000)
    const savedAt = host.clock.now()
    const saved = await connect(host, host.api.keys.replacement)
    expect(await saved.json()).toMatchObject({ reason: null, coverage: { through: latestDay }, syncing: true })
    await host.claude.sync(acme)
    await expectStoredUsageMatchesApi(host)
    const requestedDays = collectRequestedDays(host)
    expect(before.filter((each) => requestedDays.has(each))).toEqual([])
    // One request to check the key, one for the latest day, and two pages for each remaining day.
    expect(host.api.requests.list()).toHaveLength(2 + 2 * (history.length - before.length))

    const { status, reason, key, lastSyncAt, failures } = await readConnection(host)
    expect({ status, reason, failures }).toEqual({ status: 'connected', reason: null, failures: [] })
    expect(key?.lastFour).toBe(host.api.keys.replacement.slice(-4))
    expect(Date.parse(key?.savedAt ?? '')).toBeGreaterThanOrEqual(savedAt)
    expect(Date.parse(lastSyncAt ?? '')).toBe(host.clock.now())
  })

  test('loses no progress when the old key still works', async () => {
    const storage = interruptBackfill(memoryStorage(), () => {
      replaced = connect(host, host.api.keys.replacement)
    })
    const host: World = createWorld({ storage, vault: plaintextVault })
    let replaced: Promise<Response> | undefined
    await connect(host, host.api.keys.analytics)
    await host.claude.sync(acme)
    expect((await replaced)?.status).toBe(200)
    await host.claude.sync(acme)
    await expectStoredUsageMatchesApi(host)
    expect((await host.storage.readLedger(acme)).filter(({ read }) => read?.readCount !== 1)).toEqual([])
  })
})

describe('disconnecting and keeping the data', () => {
  test('makes the next connection read only new and provisional days', async () => {
    const host = createWorld({ vault: plaintextVault })
    await connect(host, host.api.keys.analytics)
    await host.claude.sync(acme)
    await disconnect(host, 'keep')
    host.clock.set(host.clock.now() + 3 * dayMs)
    host.api.requests.clear()

    await connect(host, host.api.keys.analytics)
    await host.claude.sync(acme)
    const due = listDays({ from: addDays(latestDay, -6), to: addDays(latestDay, 3) })
    expect(collectRequestedDays(host)).toEqual(new Set(due))
    expect(host.api.requests.list()).toHaveLength(2 + 2 * due.length)
    await expectStoredUsageMatchesApi(host, [...history, ...due])
  })

  test('stops a running backfill at once, and the next connection continues it', async () => {
    const storage = interruptBackfill(memoryStorage(), () => {
      disconnected = disconnect(host, 'keep')
    })
    const host: World = createWorld({ storage, vault: plaintextVault })
    let disconnected: ReturnType<typeof disconnect> | undefined
    await connect(host, host.api.keys.analytics)
    await host.claude.sync(acme)
    expect(await disconnected).toMatchObject({ status: 'disconnected', key: null, syncing: false, backfill: null })
    const kept = await readStoredDays(host)
    expect(kept.length).toBeGreaterThanOrEqual(30)
    expect(kept.length).toBeLessThan(40)

    host.api.requests.clear()
    await connect(host, host.api.keys.analytics)
    await host.claude.sync(acme)
    expect(host.api.requests.list()).toHaveLength(2 + 2 * (history.length - kept.length))
    await expectStoredUsageMatchesApi(host)
  })
})

describe('disconnecting and erasing the data', () => {
  test('makes the next connection start from the beginning', async () => {
    const host = createWorld({ vault: plaintextVault })
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
    expect(host.api.requests.list()).toHaveLength(2 + 2 * history.length)
    await expectStoredUsageMatchesApi(host)
  })
})
