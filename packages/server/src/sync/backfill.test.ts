import { addDays, type ConnectionResponse, type Day, daysOf } from '@windmill/claude-core'
import { describe, expect, it } from 'vitest'
import type { StorageAdapter } from '../storage/adapter.ts'
import { memoryStorage } from '../storage/memory.ts'
import { acme } from '../test/host.ts'
import { virtualClock } from '../test/virtual-clock.ts'
import { connect, connection, history, latestDay, openVault, start, world } from '../test/world.ts'

const hour = 3_600_000
const clock = () => virtualClock(start)

/** A storage that tells of each day once it is stored. */
const telling = (storage: StorageAdapter, onStored: (day: Day) => Promise<void> | void): StorageAdapter => ({
  ...storage,
  async writeDay(accountId, token, reading) {
    const news = await storage.writeDay(accountId, token, reading)
    await onStored(reading.entry.day)
    return news
  },
})

describe('the newest thirty days', () => {
  it('are stored before any other, and long there an hour before the backfill is done', async () => {
    const time = clock()
    const stored: { readonly day: Day; readonly at: number }[] = []
    const storage = telling(memoryStorage(), (day) => void stored.push({ day, at: time.now() }))
    // A request a minute: hours for what takes minutes otherwise, as in an organization of many thousands.
    const host = world({ storage, clock: time, requestsPerMinute: 1, vault: openVault })
    await connect(host, host.api.keys.analytics)
    await host.claude.sync(acme)
    expect(stored).toHaveLength(history.length)
    const newest = stored.slice(0, 30)
    expect(newest.map(({ day }) => day).toSorted()).toEqual(daysOf({ from: addDays(latestDay, -29), to: latestDay }))
    expect(newest.at(-1)?.at).toBeLessThan(time.now() - hour)
  })
})

describe('the backfill, watched from another process', () => {
  /** What `GET /connection` says there after each day that is stored here, and when. */
  const watch = async (requestsPerMinute: number) => {
    const [time, shared] = [clock(), memoryStorage()]
    const seen: { readonly at: number; readonly said: ConnectionResponse }[] = []
    const watcher = world({ storage: shared, clock: time, requestsPerMinute })
    const storage = telling(shared, async () => {
      seen.push({ at: time.now(), said: await connection(watcher, 'someone') })
    })
    const host = world({ storage, clock: time, requestsPerMinute, vault: openVault })
    await connect(host, host.api.keys.analytics)
    await host.claude.sync(acme)
    return { seen, end: time.now(), after: await connection(watcher, 'someone'), ledger: await shared.readLedger(acme) }
  }

  it('says day by day how much is done, what is being read, and that a sync is under way', async () => {
    const { seen, after } = await watch(50)
    const [last, ...before] = seen.toReversed()
    before.reverse()
    for (const [index, { said }] of before.entries()) {
      const { backfill, syncing, coverage } = said
      expect({ syncing, ...backfill }).toMatchObject({ syncing: true, done: index + 1, total: history.length })
      // It goes backwards, and a day that is there is not the one that is being read.
      expect(backfill?.reading && coverage && backfill.reading < coverage.through).toBe(true)
      const former = before[index - 1]?.said.backfill
      if (former) expect(backfill?.requestsLeft).toBeLessThan(former.requestsLeft)
    }
    expect(last?.said).toMatchObject({ backfill: null, syncing: true })
    expect(after).toMatchObject({ backfill: null, syncing: false })
  })

  it('knows after the first day how many requests are left', async () => {
    const { seen, ledger } = await watch(50)
    const all = ledger.reduce((sum, { read }) => sum + (read?.requests ?? 0), 0)
    let spent = 0
    for (const { said } of seen.slice(0, -1)) {
      spent += 2
      expect(said.backfill?.requestsLeft).toBe(all - spent)
    }
  })

  it.each([
    ['the budget sets the pace', 50],
    ['the API allows less than the budget', 240],
  ])('knows how long it takes while %s', async (_, requestsPerMinute) => {
    const { seen, end } = await watch(requestsPerMinute)
    // A few days must be there to measure by.
    for (const { at, said } of seen.slice(10, -1)) {
      const secondsLeft = (end - at) / 1000
      expect(Math.abs((said.backfill?.secondsLeft ?? 0) - secondsLeft)).toBeLessThan(10 + 0.15 * secondsLeft)
    }
  })
})
