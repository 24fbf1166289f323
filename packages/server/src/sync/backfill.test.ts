import { addDays, type ConnectionResponse, type Day, listDays } from '@windmill/claude-core'
import { describe, expect, test } from 'vitest'
import type { StorageAdapter } from '../storage/adapter.ts'
import { memoryStorage } from '../storage/memory.ts'
import { acme } from '../test/host.ts'
import { virtualClock } from '../test/virtual-clock.ts'
import { connect, createWorld, history, latestDay, plaintextVault, readConnection, startTime } from '../test/world.ts'

const hour = 3_600_000
const clock = () => virtualClock(startTime)

/** Wraps a storage to call `onStored` after each day. */
const observeStorage = (storage: StorageAdapter, onStored: (day: Day) => Promise<void> | void): StorageAdapter => ({
  ...storage,
  async writeDay(accountId, token, reading) {
    const news = await storage.writeDay(accountId, token, reading)
    await onStored(reading.entry.day)
    return news
  },
})

describe('the newest 30 days', () => {
  test('are stored first, more than an hour before a slow backfill ends', async () => {
    const time = clock()
    const stored: { readonly day: Day; readonly at: number }[] = []
    const storage = observeStorage(memoryStorage(), (day) => void stored.push({ day, at: time.now() }))
    // One request a minute makes the backfill take hours, as in an organization of many thousands.
    const host = createWorld({ storage, clock: time, requestsPerMinute: 1, vault: plaintextVault })
    await connect(host, host.api.keys.analytics)
    await host.claude.sync(acme)
    expect(stored).toHaveLength(history.length)
    const newest = stored.slice(0, 30)
    expect(newest.map(({ day }) => day).toSorted()).toEqual(listDays({ from: addDays(latestDay, -29), to: latestDay }))
    expect(newest.at(-1)?.at).toBeLessThan(time.now() - hour)
  })
})

describe('the backfill as seen from another process', () => {
  /** Runs a backfill, and reads `GET /connection` in another process after each stored day. */
  const observeBackfill = async (requestsPerMinute: number) => {
    const [time, shared] = [clock(), memoryStorage()]
    const snapshots: { readonly at: number; readonly response: ConnectionResponse }[] = []
    const observer = createWorld({ storage: shared, clock: time, requestsPerMinute })
    const storage = observeStorage(shared, async () => {
      snapshots.push({ at: time.now(), response: await readConnection(observer, 'someone') })
    })
    const host = createWorld({ storage, clock: time, requestsPerMinute, vault: plaintextVault })
    await connect(host, host.api.keys.analytics)
    await host.claude.sync(acme)
    return {
      snapshots,
      end: time.now(),
      after: await readConnection(observer, 'someone'),
      ledger: await shared.readLedger(acme),
    }
  }

  test('reports after each day the days done, the day being read, and that a sync is running', async () => {
    const { snapshots, after } = await observeBackfill(50)
    const [last, ...before] = snapshots.toReversed()
    before.reverse()
    for (const [index, { response }] of before.entries()) {
      const { backfill, syncing, coverage } = response
      expect({ syncing, ...backfill }).toMatchObject({ syncing: true, done: index + 1, total: history.length })
      // The backfill goes backwards, so the day being read is older than the newest stored day.
      expect(backfill?.reading && coverage && backfill.reading < coverage.through).toBe(true)
      const previous = before[index - 1]?.response.backfill
      if (previous) expect(backfill?.requestsLeft).toBeLessThan(previous.requestsLeft)
    }
    expect(last?.response).toMatchObject({ backfill: null, syncing: true })
    expect(after).toMatchObject({ backfill: null, syncing: false })
  })

  test('predicts the requests left exactly after the first day', async () => {
    const { snapshots, ledger } = await observeBackfill(50)
    const total = ledger.reduce((sum, { read }) => sum + (read?.requests ?? 0), 0)
    let spent = 0
    for (const { response } of snapshots.slice(0, -1)) {
      spent += 2
      expect(response.backfill?.requestsLeft).toBe(total - spent)
    }
  })

  test.each([
    ['the budget sets the pace', 50],
    ['the API allows less than the budget', 240],
  ])('predicts the time left while %s', async (_, requestsPerMinute) => {
    const { snapshots, end } = await observeBackfill(requestsPerMinute)
    // The first days are too few to measure the pace.
    for (const { at, response } of snapshots.slice(10, -1)) {
      const secondsLeft = (end - at) / 1000
      expect(Math.abs((response.backfill?.secondsLeft ?? 0) - secondsLeft)).toBeLessThan(10 + 0.15 * secondsLeft)
    }
  })
})
