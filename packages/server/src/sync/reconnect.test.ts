import { addDays, type Day, daysOf } from '@windmill/claude-core'
import { describe, expect, it } from 'vitest'
import type { StorageAdapter } from '../storage/adapter.ts'
import { memoryStorage } from '../storage/memory.ts'
import { acme } from '../test/host.ts'
import {
  connect,
  connection,
  disconnect,
  expectTruth,
  history,
  latestDay,
  openVault,
  type World,
  world,
} from '../test/world.ts'

const day = 86_400_000

/** A storage under which something happens in the middle of the backfill, once. */
const interrupted = (storage: StorageAdapter, event: () => void): StorageAdapter => {
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

const storedDays = async ({ storage }: World): Promise<Day[]> =>
  (await storage.readLedger(acme)).flatMap((entry) => (entry.read ? [entry.day] : []))

/** The days that were asked for, each once; the question for the latest day asks for one that is not served. */
const askedFor = ({ api }: World): Set<string | null> =>
  new Set(api.requests.list().flatMap(({ status, date }) => (status === 200 ? [date] : [])))

describe('a rotated key', () => {
  it('goes on where the former one was refused, and reads no stored day again', async () => {
    const storage = interrupted(memoryStorage(), () =>
      host.api.control({ settings: { revokedKeys: [host.api.keys.analytics] } }),
    )
    const host: World = world({ storage, vault: openVault })
    await connect(host, host.api.keys.analytics)
    await host.claude.sync(acme)
    expect(await connection(host)).toMatchObject({ status: 'needs_attention', reason: { code: 'key_refused' } })
    const before = await storedDays(host)
    expect(before.length).toBeGreaterThanOrEqual(30)
    expect(before.length).toBeLessThan(history.length)

    host.api.requests.clear()
    host.clock.set(host.clock.now() + 3_600_000)
    const savedAt = host.clock.now()
    const saved = await connect(host, host.api.keys.replacement)
    expect(await saved.json()).toMatchObject({ reason: null, coverage: { through: latestDay }, syncing: true })
    await host.claude.sync(acme)
    await expectTruth(host)
    const asked = askedFor(host)
    expect(before.filter((each) => asked.has(each))).toEqual([])
    // The key is tried, the latest day is learned, and each day that was left takes its two pages.
    expect(host.api.requests.list()).toHaveLength(2 + 2 * (history.length - before.length))

    const { status, reason, key, lastSyncAt, failures } = await connection(host)
    expect({ status, reason, failures }).toEqual({ status: 'connected', reason: null, failures: [] })
    expect(key?.lastFour).toBe(host.api.keys.replacement.slice(-4))
    expect(Date.parse(key?.savedAt ?? '')).toBeGreaterThanOrEqual(savedAt)
    expect(Date.parse(lastSyncAt ?? '')).toBe(host.clock.now())
  })

  it('that is replaced while all is well interrupts nothing', async () => {
    const storage = interrupted(memoryStorage(), () => {
      replaced = connect(host, host.api.keys.replacement)
    })
    const host: World = world({ storage, vault: openVault })
    let replaced: Promise<Response> | undefined
    await connect(host, host.api.keys.analytics)
    await host.claude.sync(acme)
    expect((await replaced)?.status).toBe(200)
    await host.claude.sync(acme)
    await expectTruth(host)
    expect((await host.storage.readLedger(acme)).filter(({ read }) => read?.times !== 1)).toEqual([])
  })
})

describe('disconnecting with the data kept', () => {
  it('lets the next connection ask for nothing but what came since, and what may have been revised', async () => {
    const host = world({ vault: openVault })
    await connect(host, host.api.keys.analytics)
    await host.claude.sync(acme)
    await disconnect(host, 'keep')
    host.clock.set(host.clock.now() + 3 * day)
    host.api.requests.clear()

    await connect(host, host.api.keys.analytics)
    await host.claude.sync(acme)
    const due = daysOf({ from: addDays(latestDay, -6), to: addDays(latestDay, 3) })
    expect(askedFor(host)).toEqual(new Set(due))
    expect(host.api.requests.list()).toHaveLength(2 + 2 * due.length)
    await expectTruth(host, [...history, ...due])
  })

  it('in the middle of the backfill stops it at once, and the next connection goes on from there', async () => {
    const storage = interrupted(memoryStorage(), () => {
      disconnected = disconnect(host, 'keep')
    })
    const host: World = world({ storage, vault: openVault })
    let disconnected: ReturnType<typeof disconnect> | undefined
    await connect(host, host.api.keys.analytics)
    await host.claude.sync(acme)
    expect(await disconnected).toMatchObject({ status: 'disconnected', key: null, syncing: false, backfill: null })
    const kept = await storedDays(host)
    expect(kept.length).toBeGreaterThanOrEqual(30)
    expect(kept.length).toBeLessThan(40)

    host.api.requests.clear()
    await connect(host, host.api.keys.analytics)
    await host.claude.sync(acme)
    expect(host.api.requests.list()).toHaveLength(2 + 2 * (history.length - kept.length))
    await expectTruth(host)
  })
})

describe('disconnecting with the data erased', () => {
  it('lets the next connection begin anew', async () => {
    const host = world({ vault: openVault })
    await connect(host, host.api.keys.analytics)
    await host.claude.sync(acme)
    expect(await disconnect(host, 'erase')).toMatchObject({ coverage: null, lastSyncAt: null, failures: [] })
    host.api.requests.clear()

    await connect(host, host.api.keys.analytics)
    expect(await connection(host)).toMatchObject({ status: 'connecting', backfill: { done: 0, total: history.length } })
    await host.claude.sync(acme)
    expect(host.api.requests.list()).toHaveLength(2 + 2 * history.length)
    await expectTruth(host)
  })
})
