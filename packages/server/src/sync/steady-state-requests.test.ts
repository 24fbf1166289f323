import { addDays, firstServedDay, listDays, provisionalDays } from '@windmill/claude-core'
import { createAnalyticsClient } from '@windmill/claude-core/api'
import { startOfDay } from '@windmill/claude-core/internal'
import { expect, test } from 'vitest'
import { memoryStorage } from '../storage/memory.ts'
import { acme, storeDay } from '../test/host.ts'
import { virtualClock } from '../test/virtual-clock.ts'
import { connect, createWorld, plaintextVault, type World } from '../test/world.ts'

const hour = 3_600_000
const monday = startOfDay('2026-11-16')
/** 5,000 users scaled down 50 times, like the page size: the same number of pages in a fraction of the time. */
const [people, pageRows] = [100, 20]

/** Creates a host with an organization that was read completely long ago. */
const createSteadyHost = async (): Promise<World> => {
  const storage = memoryStorage()
  const host = createWorld({ storage, clock: virtualClock(monday - 9 * hour), people, vault: plaintextVault })
  host.api.control({ settings: { zeroRows: true, pageRows, rpm: 1_000_000 } })
  for (const day of listDays({ from: firstServedDay, to: '2026-10-31' })) {
    await storeDay(storage, day, {}, addDays(day, provisionalDays))
  }
  await connect(host, host.api.keys.analytics)
  await host.claude.sync(acme)
  return host
}

/** Counts the pages of a newly published day and of the seven provisional days before it. */
const countDailyPages = async ({ api }: World): Promise<number> => {
  const client = createAnalyticsClient({ apiKey: api.keys.analytics, fetch: api.fetch })
  const to = api.truth.latestDay()
  let pages = 0
  for (const day of listDays({ from: addDays(to, -provisionalDays), to })) {
    for (const endpoint of ['users', 'skills', 'connectors'] as const) {
      for await (const _ of client.pages(endpoint, day)) pages += 1
    }
  }
  return pages
}

test('a week of syncing 5,000 users takes one request an hour, and each provisional page once a day', async () => {
  const host = await createSteadyHost()
  const { api, clock, claude } = host
  let [spent, pages] = [0, 0]
  for (let run = 0; run < 7 * 24; run += 1) {
    clock.set(monday + run * hour + 40 * 60_000)
    const before = api.requests.total()
    await claude.sync(acme)
    spent += api.requests.total() - before
    if (run % 24 === 23) pages += await countDailyPages(host)
  }
  expect(spent).toBe(7 * 24 + pages)
  // These numbers are in the README.
  expect([spent, pages]).toEqual([884, 716])
})
