import { addDays, type Day, daysOf, startOfDay } from '@windmill/claude-core'
import { createAnalyticsClient } from '@windmill/claude-core/api'
import type { Benchmark } from '../../../tools/bench/benchmark.ts'
import { createDatabase, startPostgres } from '../../../tools/test/postgres.ts'
import { postgresStorage } from '../src/storage/postgres.ts'
import { type BenchApi, startApi } from './api.ts'
import { account, admin, startProduct } from './product.ts'

const days = 90
const users = 1_500
/** Every day lists 1,500 of them at the least: the others came later or have left. */
const people = 1_725
/** What the API allows, here all of it given to the sync. */
const requestsPerMinute = 60
/** So that nobody waits for ten minutes; and yet so slow that a process which is held up for a moment can make up for it. */
const speed = 3
const latestDay: Day = '2026-11-21'
const now = startOfDay('2026-11-22') + 15 * 3_600_000
/** The latest day, as the key is pasted and as the sync begins; and days around where the history ends, on four lanes. */
const mostRefused = 2 + 6

export const backfillBenchmark: Benchmark = {
  name: 'backfill',
  title: `${days} days of ${users} users under ${requestsPerMinute} requests a minute, on a clock ${speed} times as fast`,
  async measure(say) {
    const api = await startApi({ now, speed, people, zeroRows: true, retentionDays: days, rpm: requestsPerMinute })
    const server = await startPostgres({ durable: true })
    try {
      const atDefaultPace = await readDays(api, server.url, 7)
      say(`at the default pace, seven days were stored after ${atDefaultPace.seconds} s`)
      await api.clock.sleep(60_000)
      await api.countRequests()
      const all = await readDays(api, server.url, days, requestsPerMinute)
      const spent = await api.countRequests()
      await api.change({ rpm: 1_000_000_000 })
      const pages = await countPages(api)
      const floor = (pages * 60) / requestsPerMinute
      return [
        { figure: 'newest day stored after, default pace (s)', value: atDefaultPace.secondsToFirst },
        { figure: 'newest 7 days stored after, default pace (s)', value: atDefaultPace.seconds },
        { figure: `${days} days stored after (s)`, value: all.seconds },
        { figure: 'pages ÷ requests a minute (s)', value: floor },
        { figure: 'time ÷ floor', value: all.seconds / floor, budget: 1.03 },
        { figure: 'pages there are', value: pages },
        { figure: 'pages asked for in vain', value: spent.pages - pages, budget: 0 },
        { figure: 'requests refused', value: spent.refused, budget: mostRefused },
      ]
    } finally {
      api.stop()
      await server.stop()
    }
  },
}

/** Connects, and ends when the newest days are stored. The time is the clock's, in seconds. */
const readDays = async (api: BenchApi, serverUrl: string, count: number, requestsPerMinute?: number) => {
  const database = await createDatabase(serverUrl, 'bench')
  const storage = postgresStorage({ connectionString: database.url })
  const missing = new Set(daysOf({ from: addDays(latestDay, 1 - count), to: latestDay }))
  const storedAt: number[] = []
  const claude = await startProduct({
    api,
    requestsPerMinute,
    storage: {
      ...storage,
      async writeDay(accountId, token, reading) {
        const news = await storage.writeDay(accountId, token, reading)
        if (!missing.delete(reading.entry.day)) return news
        if ((reading.entry.read?.claudeUsers ?? 0) < users) throw new Error(`${reading.entry.day} has too few users.`)
        storedAt.push(api.clock.now())
        if (missing.size === 0 && count < days) void claude.stop()
        return news
      },
    },
  })
  const start = api.clock.now()
  await claude.api.connect(admin, api.key)
  await claude.sync(account)
  await claude.stop()
  await database.drop()
  if (missing.size > 0) throw new Error(`${missing.size} of ${count} days are missing.`)
  const after = (at: number): number => (at - start) / 1000
  return { secondsToFirst: after(Math.min(...storedAt)), seconds: after(Math.max(...storedAt)) }
}

/** Walks over everything that is to be had, independently of the sync's plan. */
const countPages = async (api: BenchApi): Promise<number> => {
  const client = createAnalyticsClient({ apiKey: api.key, baseUrl: api.url })
  let pages = 0
  for (const day of daysOf({ from: addDays(latestDay, 1 - days), to: latestDay })) {
    for (const endpoint of ['users', 'skills', 'connectors'] as const) {
      for await (const _ of client.pages(endpoint, day)) pages += 1
    }
  }
  return pages
}
