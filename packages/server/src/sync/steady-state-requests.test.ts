import { addDays, firstServedDay, listDays, provisionalDays } from '@windmill/claude-core'
import { createAnalyticsClient } from '@windmill/claude-core/api'
import { startOfDay } from '@windmill/claude-core/internal'
import { expect, test } from 'vitest'
import { connect, createSyncHost, plaintextVault, type SyncHost } from '../test/sync-host.ts'
import { acme, storeDay } from '../test/test-host.ts'
import { createVirtualClock } from '../test/virtual-clock.ts'

const hourMs = 3_600_000
const monday = startOfDay('2026-11-16')
// 5,000 employees and pages of 1,000 rows, both scaled down 50 times. The number of pages stays the same.
const people = 100
const maxRowsPerPage = 20

/** Creates a host that is fully synced: old days are settled, and only provisional days are read again. */
const createSteadyHost = async (): Promise<SyncHost> => {
  const host = createSyncHost({
    clock: createVirtualClock(monday - 9 * hourMs),
    people,
    vault: plaintextVault,
  })
  const { storage } = host
  host.api.control({ settings: { zeroRows: true, pageRows: maxRowsPerPage, rpm: 1_000_000, ranges: false } })
  for (const day of listDays({ from: firstServedDay, to: '2026-10-31' })) {
    await storeDay(storage, day, {}, addDays(day, provisionalDays))
  }
  await connect(host, host.api.keys.analytics)
  await host.claude.sync(acme)
  return host
}

/**
 * Counts the pages of the newest served day and of the seven days before it. The oldest of these days is read for the
 * last time, and is settled by this read.
 */
const countDailyPages = async ({ api }: SyncHost): Promise<number> => {
  const client = createAnalyticsClient({ apiKey: api.keys.analytics, fetch: api.fetch })
  const to = api.truth.latestDay()
  let pages = 0
  for (const day of listDays({ from: addDays(to, -provisionalDays), to })) {
    for (const endpoint of ['users', 'skills', 'connectors'] as const) {
      for await (const _ of client.readPages(endpoint, day)) pages += 1
    }
  }
  return pages
}

test('syncs check the latest day every hour, and once a day request the seats and each page of every new or provisional day', async () => {
  const host = await createSteadyHost()
  const { api, clock, claude } = host
  let [requestCount, pageCount] = [0, 0]
  for (let run = 0; run < 7 * 24; run += 1) {
    clock.set(monday + run * hourMs + 40 * 60_000)
    const before = api.requests.total()
    await claude.sync(acme)
    requestCount += api.requests.total() - before
    if (run % 24 === 23) pageCount += await countDailyPages(host)
  }
  expect(requestCount).toBe(7 * 24 + pageCount + 7)
  // These numbers are in docs/scheduling.md.
  expect([requestCount, pageCount]).toEqual([885, 710])
})
