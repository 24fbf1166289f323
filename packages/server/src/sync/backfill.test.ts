import { addDays, type ConnectionResponse, type Day, listDays } from '@windmill/claude-core'
import { describe, expect, test } from 'vitest'
import type { LedgerEntry, StorageAdapter } from '../storage/adapter.ts'
import { memoryStorage } from '../storage/memory.ts'
import {
  connect,
  createSyncHost,
  history,
  latestDay,
  plaintextVault,
  readConnection,
  startTime,
} from '../test/sync-host.ts'
import { acme } from '../test/test-host.ts'
import { createVirtualClock } from '../test/virtual-clock.ts'

const hourMs = 3_600_000
const createClock = () => createVirtualClock(startTime)

/** Wraps a storage to call `onStored` after each stored day. */
const observeStorage = (storage: StorageAdapter, onStored: (day: Day) => Promise<void> | void): StorageAdapter => ({
  ...storage,
  async writeDay(accountId, token, reading) {
    const needsLinking = await storage.writeDay(accountId, token, reading)
    await onStored(reading.entry.day)
    return needsLinking
  },
})

describe('the newest 30 days', () => {
  test('are stored first, more than an hour before a slow backfill ends', async () => {
    const clock = createClock()
    const stored: { readonly day: Day; readonly at: number }[] = []
    const storage = observeStorage(
      memoryStorage({ now: clock.now }),
      (day) => void stored.push({ day, at: clock.now() }),
    )
    // One request a minute makes the backfill take hours, like in an organization with many thousands of Claude users.
    const host = createSyncHost({ storage, clock, requestsPerMinute: 1, vault: plaintextVault })
    await connect(host, host.api.keys.analytics)
    await host.claude.sync(acme)
    expect(stored).toHaveLength(history.length)
    const newest = stored.slice(0, 30)
    expect(newest.map(({ day }) => day).toSorted()).toEqual(listDays({ from: addDays(latestDay, -29), to: latestDay }))
    expect(newest.at(-1)?.at).toBeLessThan(clock.now() - hourMs)
  })
})

/** What another process sees after a day was stored. `ledger` is null if another day was stored during the read. */
interface Snapshot {
  readonly at: number
  readonly response: ConnectionResponse
  readonly ledger: readonly LedgerEntry[] | null
}

const countRequests = (ledger: readonly LedgerEntry[]): number =>
  ledger.reduce((sum, { read }) => sum + (read?.requests ?? 0), 0)

describe('another process', () => {
  /** Runs a backfill, and reads `GET /connection` in another process after each stored day. */
  const observeBackfill = async (requestsPerMinute: number) => {
    const clock = createClock()
    const sharedStorage = memoryStorage({ now: clock.now })
    const snapshots: Snapshot[] = []
    const observer = createSyncHost({ storage: sharedStorage, clock, requestsPerMinute })
    const storage = observeStorage(sharedStorage, async () => {
      const ledger = await sharedStorage.readLedger(acme)
      const response = await readConnection(observer, 'someone')
      // If another day was stored during these two reads, it is not certain which ledger the answer describes.
      const isExact = (await sharedStorage.readLedger(acme)).length === ledger.length
      snapshots.push({ at: clock.now(), response, ledger: isExact ? ledger : null })
    })
    const host = createSyncHost({ storage, clock, requestsPerMinute, vault: plaintextVault })
    await connect(host, host.api.keys.analytics)
    await host.claude.sync(acme)
    return {
      snapshots,
      end: clock.now(),
      after: await readConnection(observer, 'someone'),
      ledger: await sharedStorage.readLedger(acme),
    }
  }

  test('reports how many days are done, the day being read, and that a sync is running', async () => {
    const { snapshots, after } = await observeBackfill(50)
    const lastSnapshot = snapshots.at(-1)
    const earlierSnapshots = snapshots.slice(0, -1)
    for (const [index, { response, ledger }] of earlierSnapshots.entries()) {
      const { backfill, syncing, coverage } = response
      const done = ledger?.length ?? expect.any(Number)
      expect({ syncing, ...backfill }).toMatchObject({ syncing: true, done, total: history.length })
      // The backfill goes backwards, so the day being read is older than the newest stored day.
      expect(backfill?.reading && coverage && backfill.reading < coverage.through).toBe(true)
      const previous = earlierSnapshots[index - 1]?.response.backfill
      if (previous) expect(backfill?.requestsLeft).toBeLessThanOrEqual(previous.requestsLeft)
    }
    expect(earlierSnapshots.filter(({ ledger }) => ledger).length).toBeGreaterThan(history.length / 2)
    expect(lastSnapshot?.response).toMatchObject({ backfill: null, syncing: true })
    expect(after).toMatchObject({ backfill: null, syncing: false })
  })

  test('predicts the requests left exactly after the first day', async () => {
    const { snapshots, ledger: finalLedger } = await observeBackfill(50)
    for (const { response, ledger } of snapshots) {
      if (!ledger || !response.backfill) continue
      expect(response.backfill.requestsLeft).toBe(countRequests(finalLedger) - countRequests(ledger))
    }
  })

  test.each([
    ['the budget sets the pace', 50],
    ['the API allows less than the budget', 240],
  ])('predicts the time left when %s', async (_, requestsPerMinute) => {
    const { snapshots, end } = await observeBackfill(requestsPerMinute)
    // The first days are too few to measure the pace.
    for (const { at, response } of snapshots.slice(10, -1)) {
      const secondsLeft = (end - at) / 1000
      expect(Math.abs((response.backfill?.secondsLeft ?? 0) - secondsLeft)).toBeLessThan(10 + 0.15 * secondsLeft)
    }
  })
})
