import { addDays, type Day, listDays } from '@windmill/claude-core'
import { createAnalyticsClient } from '@windmill/claude-core/api'
import { startOfDay } from '@windmill/claude-core/internal'
import pg from 'pg'
import type { Benchmark } from '../../../tools/bench/benchmark.ts'
import { createDatabase, startPostgres } from '../../../tools/test/start-postgres.ts'
import { buildStorageTimeSql } from '../chaos/killed/fast-clock.ts'
import { postgresStorage } from '../src/storage/postgres.ts'
import { type BenchApi, startApi } from './start-api.ts'
import { account, admin, startIntegration } from './start-integration.ts'

const dayCount = 90
const minUsersPerDay = 1_500
/** Employees of the organization. More than `minUsersPerDay`, because some join later or have left on any given day. */
const people = 1_725
/** The API's rate limit. It is also the sync's maximum, except in the backfill at the default pace. */
const requestsPerMinute = 60
/**
 * Speed of the API's time, as a multiple of real time. At a higher speed, a short pause of a process would
 * distort the result.
 */
const speed = 3
const latestDay: Day = '2026-11-21'
const now = startOfDay('2026-11-22') + 15 * 3_600_000
/**
 * Maximum refused requests. Connecting and the sync each learn the latest day from one refused request. At most six
 * days before the history are requested: two days that show where the history starts, and four days that are already in
 * flight. Each of these days takes two requests, because a request for a single row shows whether the API refuses the
 * day or the request.
 */
const maxRefused = 2 + 2 * 6

export const backfillBenchmark: Benchmark = {
  name: 'backfill',
  title: `${dayCount} days of ${minUsersPerDay} users under ${requestsPerMinute} requests a minute, on a clock ${speed} times as fast`,
  async measure(log) {
    const api = await startApi({ now, speed, people, zeroRows: true, retentionDays: dayCount, rpm: requestsPerMinute })
    const server = await startPostgres({ isDurable: true })
    try {
      const defaultPace = await timeBackfill(api, server.url, 7)
      log(`at the default pace, seven days were stored after ${defaultPace.seconds} s`)
      await api.clock.sleep(60_000)
      await api.countRequests()
      const fullPace = await timeBackfill(api, server.url, dayCount, requestsPerMinute)
      const requests = await api.countRequests()
      await api.changeSettings({ rpm: 1_000_000_000 })
      const pageCount = await countPages(api)
      const minSeconds = (pageCount * 60) / requestsPerMinute
      return [
        { figure: 'newest day stored after, default pace (s)', value: defaultPace.secondsToFirst },
        { figure: 'newest 7 days stored after, default pace (s)', value: defaultPace.seconds },
        { figure: `${dayCount} days stored after (s)`, value: fullPace.seconds },
        { figure: 'pages ÷ requests a minute (s)', value: minSeconds },
        { figure: 'time ÷ minimum', value: fullPace.seconds / minSeconds, budget: 1.03 },
        { figure: 'pages', value: pageCount },
        { figure: 'pages requested without need', value: requests.pages - pageCount, budget: 0 },
        { figure: 'requests refused', value: requests.refused, budget: maxRefused },
      ]
    } finally {
      api.stop()
      await server.stop()
    }
  },
}

/**
 * Connects with a fresh database and syncs until the newest `count` days are stored.
 * @param requestsPerMinute - Maximum requests per minute of the sync. `@default` undefined, the integration's own
 * default
 * @returns The time until the first and until the last of these days was stored, in seconds of the API's time.
 */
const timeBackfill = async (api: BenchApi, serverUrl: string, count: number, requestsPerMinute?: number) => {
  const database = await createDatabase(serverUrl, 'bench')
  const storage = postgresStorage({ connectionString: database.url })
  const missingDays = new Set(listDays({ from: addDays(latestDay, 1 - count), to: latestDay }))
  const storedAt: number[] = []
  const claude = await startIntegration({
    api,
    requestsPerMinute,
    storage: {
      ...storage,
      async writeDay(accountId, token, reading) {
        const result = await storage.writeDay(accountId, token, reading)
        if (!missingDays.delete(reading.entry.day)) return result
        if ((reading.entry.read?.claudeUsers ?? 0) < minUsersPerDay)
          throw new Error(`${reading.entry.day} has too few users.`)
        storedAt.push(api.clock.now())
        if (missingDays.size === 0 && count < dayCount) void claude.stop()
        return result
      },
    },
  })
  await setStorageTime(database.url, api.clock.now())
  const start = api.clock.now()
  await claude.api.connect(admin, api.key)
  await claude.sync(account)
  await claude.stop()
  await database.drop()
  if (missingDays.size > 0) throw new Error(`${missingDays.size} of ${count} days are missing.`)
  const computeSecondsSinceStart = (at: number): number => (at - start) / 1000
  return {
    secondsToFirst: computeSecondsSinceStart(Math.min(...storedAt)),
    seconds: computeSecondsSinceStart(Math.max(...storedAt)),
  }
}

/** Lets the time of the database run as fast as the API's. */
const setStorageTime = async (url: string, simulatedTime: number): Promise<void> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(buildStorageTimeSql({ realTime: Date.now(), simulatedTime }, speed))
  await client.end()
}

/** Counts the pages of all days and endpoints by requesting each of them once. */
const countPages = async (api: BenchApi): Promise<number> => {
  const client = createAnalyticsClient({ apiKey: api.key, baseUrl: api.url })
  let pageCount = 0
  for (const day of listDays({ from: addDays(latestDay, 1 - dayCount), to: latestDay })) {
    for (const endpoint of ['users', 'skills', 'connectors'] as const) {
      for await (const _ of client.readPages(endpoint, day)) pageCount += 1
    }
  }
  return pageCount
}
