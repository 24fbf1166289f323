import Anthropic from '@anthropic-ai/sdk'
import { addDays, type Day } from '@windmill/claude-core'
import { startOfDay } from '@windmill/claude-core/internal'
import { type Benchmark, computeMedian, measureSeconds } from '../../../tools/bench/benchmark.ts'
import { createDatabase, startPostgres } from '../../../tools/test/start-postgres.ts'
import type { StorageAdapter } from '../src/index.ts'
import { postgresStorage } from '../src/storage/postgres.ts'
import { type BenchApi, startApi } from './start-api.ts'
import { account, admin, startIntegration } from './start-integration.ts'

const roundCount = 3
const dayCount = 100
const minUsersPerDay = 5_000
/** Employees of the organization. More than `minUsersPerDay`, because some join later or have left on any given day. */
const people = 5_900
const now = startOfDay('2026-11-22') + 15 * 3_600_000
const latestDay: Day = '2026-11-21'

export const syncBenchmark: Benchmark = {
  name: 'sync',
  title: `${dayCount} days of ${minUsersPerDay} users into PostgreSQL, against a bare loop of the official SDK over the same API`,
  async measure(log) {
    const api = await startApi({ now, speed: 1, people, retentionDays: dayCount, zeroRows: true, rpm: 1_000_000_000 })
    const server = await startPostgres({ isDurable: true })
    try {
      // Warms up the API and the SDK.
      await runBareLoop(api, dayCount / 10)
      const times: Times[] = []
      for (let round = 1; round <= roundCount; round += 1) {
        const loop = await measureSeconds(() => runBareLoop(api, dayCount))
        const { read, reread } = await timeIntegration(api, server.url)
        times.push({ loop, read, reread })
        log(`round ${round}: loop ${loop.toFixed(2)} s, read ${read.toFixed(2)} s, re-read ${reread.toFixed(2)} s`)
      }
      const getMedian = (getValue: (time: Times) => number): number => computeMedian(times.map(getValue))
      return [
        { figure: 'bare loop (s)', value: getMedian(({ loop }) => loop) },
        { figure: 'read (s)', value: getMedian(({ read }) => read) },
        { figure: 're-read, nothing changed (s)', value: getMedian(({ reread }) => reread) },
        { figure: 'read ÷ bare loop', value: getMedian(({ read, loop }) => read / loop), budget: 1 },
        { figure: 're-read ÷ bare loop', value: getMedian(({ reread, loop }) => reread / loop), budget: 1 },
        { figure: 're-read ÷ read', value: getMedian(({ reread, read }) => reread / read), budget: 1 },
      ]
    } finally {
      api.stop()
      await server.stop()
    }
  },
}

/** How long each way to read all days took, in seconds. */
interface Times {
  /** Reading all rows with the official SDK. */
  readonly loop: number
  /** The integration's first sync. */
  readonly read: number
  /** A sync that reads all days again. */
  readonly reread: number
}

/** Reads every row of the newest days with the official SDK, and stores nothing. */
const runBareLoop = async (api: BenchApi, dayCount: number): Promise<void> => {
  const client = new Anthropic({ apiKey: api.key, baseURL: api.url })
  const analytics = client.organization.analytics
  for (let daysBack = 0; daysBack < dayCount; daysBack += 1) {
    const date = addDays(latestDay, -daysBack)
    let userCount = 0
    for await (const _ of analytics.users.list({ date, limit: 1000 })) userCount += 1
    for await (const _ of analytics.skills.list({ date, limit: 1000, group_by: ['user_id'] }));
    for await (const _ of analytics.connectors.list({ date, limit: 1000, group_by: ['user_id'] }));
    if (userCount < minUsersPerDay) throw new Error(`The bare loop read only ${userCount} users on ${date}.`)
  }
}

/** Times the integration on a fresh database. It connects and stores every day, and then reads all days again. */
const timeIntegration = async (api: BenchApi, serverUrl: string): Promise<Omit<Times, 'loop'>> => {
  const database = await createDatabase(serverUrl, 'bench')
  const storage = postgresStorage({ connectionString: database.url })
  const claude = await startIntegration({ storage, api, requestsPerMinute: 1_000_000 })
  try {
    const read = await measureSeconds(async () => {
      await claude.api.connect(admin, api.key)
      await claude.sync(account)
    })
    await assertAllDaysRead(storage, 1)
    await makeAllDaysDue(storage, api.clock.now())
    const reread = await measureSeconds(() => claude.sync(account))
    await assertAllDaysRead(storage, 2)
    return { read, reread }
  } finally {
    await claude.stop()
    await database.drop()
  }
}

/** Marks every day as failed and due, as after an outage. */
const makeAllDaysDue = async (storage: StorageAdapter, now: number): Promise<void> => {
  const token = await storage.acquireLease(account, 60_000)
  if (token === null) throw new Error('The first sync has not ended.')
  const failure = { at: now, code: 'api_unavailable', attempts: 1, dueAt: now }
  for (const entry of await storage.readLedger(account)) {
    await storage.writeLedgerEntry(account, token, { ...entry, failure })
  }
  await storage.releaseLease(account, token)
}

/** Asserts that each day was read `readCount` times and lists enough users. */
const assertAllDaysRead = async (storage: StorageAdapter, readCount: number): Promise<void> => {
  const ledger = await storage.readLedger(account)
  const completeCount = ledger.filter(
    ({ read }) => read?.readCount === readCount && read.claudeUsers >= minUsersPerDay,
  ).length
  if (completeCount !== dayCount) {
    throw new Error(`Only ${completeCount} of ${dayCount} days are complete, so the times are not comparable.`)
  }
}
