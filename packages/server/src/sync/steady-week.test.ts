import { addDays, daysOf, firstDay, provisionalDays, startOfDay } from '@windmill/claude-core'
import { createAnalyticsClient } from '@windmill/claude-core/api'
import { expect, it } from 'vitest'
import { memoryStorage } from '../storage/memory.ts'
import { acme, storeDay } from '../test/host.ts'
import { virtualClock } from '../test/virtual-clock.ts'
import { connect, openVault, type World, world } from '../test/world.ts'

const hour = 3_600_000
const monday = startOfDay('2026-11-16')
/** A fiftieth of 5,000 users on pages of a fiftieth: as many pages, in a fiftieth of the time. */
const [people, pageRows] = [100, 20]

/** An organisation whose history was read long ago. */
const steady = async (): Promise<World> => {
  const storage = memoryStorage()
  const host = world({ storage, clock: virtualClock(monday - 9 * hour), people, vault: openVault })
  host.api.control({ settings: { zeroRows: true, pageRows, rpm: 1_000_000 } })
  for (const day of daysOf({ from: firstDay, to: '2026-10-31' })) {
    await storeDay(storage, day, {}, addDays(day, provisionalDays))
  }
  await connect(host, host.api.keys.analytics)
  await host.claude.sync(acme)
  return host
}

/** The pages that a newly published day has, and each of the seven before it, whose figures may be others now. */
const pagesOfTheDay = async ({ api }: World): Promise<number> => {
  const client = createAnalyticsClient({ apiKey: api.keys.analytics, fetch: api.fetch })
  const to = api.truth.latestDay()
  let pages = 0
  for (const day of daysOf({ from: addDays(to, -provisionalDays), to })) {
    for (const endpoint of ['users', 'skills', 'connectors'] as const) {
      for await (const _ of client.pages(endpoint, day)) pages += 1
    }
  }
  return pages
}

it('spends a steady week of 5,000 users on a question an hour, and on every page that may be new once a day', async () => {
  const host = await steady()
  const { api, clock, claude } = host
  let [spent, pages] = [0, 0]
  for (let run = 0; run < 7 * 24; run += 1) {
    clock.set(monday + run * hour + 40 * 60_000)
    const before = api.requests.total()
    await claude.sync(acme)
    spent += api.requests.total() - before
    if (run % 24 === 23) pages += await pagesOfTheDay(host)
  }
  expect(spent).toBe(7 * 24 + pages)
  // As the README tells it.
  expect([spent, pages]).toEqual([884, 716])
})
