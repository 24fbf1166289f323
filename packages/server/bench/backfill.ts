import { addDays, type Day, listDays } from '@windmill/claude-core'
import { createAnalyticsClient } from '@windmill/claude-core/api'
import { startOfDay } from '@windmill/claude-core/internal'
import type { Benchmark } from '../../../tools/bench/benchmark.ts'
import { createDatabase, startPostgres } from '../../../tools/test/postgres.ts'
import { postgresStorage } from '../src/storage/postgres.ts'
import { type BenchApi, startApi } from './api.ts'
import { account, admin, startProduct } from './product.ts'

const days = 90
const users = 1_500
/** So that every day lists at least 1,500 Claude users: others join later or have left. */
const people = 1_725
/** The API's limit. The sync may use all of it. */
const requestsPerMinute = 60
/** Keeps the benchmark short, but is slow enough that a process can catch up after a short interruption. */
const speed = 3
const latestDay: Day = '2026-11-21'
const now = startOfDay('2026-11-22') + 15 * 3_600_000
/** Two requests for the latest day, on connecting and at the start of the sync; six around the end of the history. */
const maxRefused = 2 + 6

export const backfillBenchmark: Benchmark = {
  name: 'backfill',
  title: `${days} days of ${users} users under ${requestsPerMinute} requests a minute, on a clock ${speed} times as fast`,
  async measure(log) {
    const api = await startApi({ now, speed, people, zeroRows: true, retentionDays: days, rpm: requestsPerMinute })
    const server = await startPostgres({ durable: true })
    try {
      const defaultPace = await timeBackfill(api, server.url, 7)
      log(`at the default pace, seven days were stored after ${defaultPace.seconds} s`)
      await api.clock.sleep(60_000)
      await api.countRequests()
      const all = await timeBackfill(api, server.url, days, requestsPerMinute)
      const sent = await api.countRequests()
      await api.change({ rpm: 1_000_000_000 })
      const pages = await countPages(api)
      const floor = (pages * 60) / requestsPerMinute
      return [
        { figure: 'newest day stored after, default pace (s)', value: defaultPace.secondsToFirst },
        { figure: 'newest 7 days stored after, default pace (s)', value: defaultPace.seconds },
        { figure: `${days} days stored after (s)`, value: all.seconds },
        { figure: 'pages ÷ requests a minute (s)', value: floor },
        { figure: 'time ÷ floor', value: all.seconds / floor, budget: 1.03 },
        { figure: 'pages', value: pages },
        { figure: 'pages requested without need', value: sent.pages - pages, budget: 0 },
        { figure: 'requests refused', value: sent.refused, budget: maxRefused },
      ]
    } finally {
      api.stop()
      await server.stop()
    }
  },
}

/** Connects, syncs until the newest `count` days are stored, and returns the API's time until the first and the last. */
const timeBackfill = async (api: BenchApi, serverUrl: string, count: number, requestsPerMinute?: number) => {
  const database = await createDatabase(serverUrl, 'bench')
  const storage = postgresStorage({ connectionString: database.url })
  const missingDays = new Set(listDays({ from: addDays(latestDay, 1 - count), to: latestDay }))
  const storedAt: number[] = []
  const claude = await startProduct({
    api,
    requestsPerMinute,
    storage: {
      ...storage,
      async writeDay(accountId, token, reading) {
        const result = await storage.writeDay(accountId, token, reading)
        if (!missingDays.delete(reading.entry.day)) return result
        if ((reading.entry.read?.claudeUsers ?? 0) < users) throw new Error(`${reading.entry.day} has too few users.`)
        storedAt.push(api.clock.now())
        if (missingDays.size === 0 && count < days) void claude.stop()
        return result
      },
    },
  })
  const start = api.clock.now()
  await claude.api.connect(admin, api.key)
  await claude.sync(account)
  await claude.stop()
  await database.drop()
  if (missingDays.size > 0) throw new Error(`${missingDays.size} of ${count} days are missing.`)
  const secondsUntil = (at: number): number => (at - start) / 1000
  return { secondsToFirst: secondsUntil(Math.min(...storedAt)), seconds: secondsUntil(Math.max(...storedAt)) }
}

/** Counts the pages of all days, independently of the sync's plan. */
const countPages = async (api: BenchApi): Promise<number> => {
  const client = createAnalyticsClient({ apiKey: api.key, baseUrl: api.url })
  let pages = 0
  for (const day of listDays({ from: addDays(latestDay, 1 - days), to: latestDay })) {
    for (const endpoint of ['users', 'skills', 'connectors'] as const) {
      for await (const _ of client.pages(endpoint, day)) pages += 1
    }
  }
  return pages
}
