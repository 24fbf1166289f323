import Anthropic from '@anthropic-ai/sdk'
import { addDays, type Day } from '@windmill/claude-core'
import { startOfDay } from '@windmill/claude-core/internal'
import { type Benchmark, measureSeconds, median } from '../../../tools/bench/benchmark.ts'
import { createDatabase, startPostgres } from '../../../tools/test/postgres.ts'
import type { StorageAdapter } from '../src/index.ts'
import { postgresStorage } from '../src/storage/postgres.ts'
import { type BenchApi, startApi } from './api.ts'
import { account, admin, startProduct } from './product.ts'

const rounds = 3
const days = 100
/** So that every day lists at least 5,000 Claude users: others join later or have left. */
const people = 5_750
const users = 5_000
const now = startOfDay('2026-11-22') + 15 * 3_600_000
const latestDay: Day = '2026-11-21'

export const syncBenchmark: Benchmark = {
  name: 'sync',
  title: `${days} days of ${users} users into PostgreSQL, against a bare loop of the official SDK over the same API`,
  async measure(log) {
    const api = await startApi({ now, speed: 1, people, retentionDays: days, zeroRows: true, rpm: 1_000_000_000 })
    const server = await startPostgres({ durable: true })
    try {
      await runBareLoop(api, days / 10)
      const times: Times[] = []
      for (let round = 1; round <= rounds; round += 1) {
        const loop = await measureSeconds(() => runBareLoop(api, days))
        const { read, reread } = await timeProduct(api, server.url)
        times.push({ loop, read, reread })
        log(`round ${round}: loop ${loop.toFixed(2)} s, read ${read.toFixed(2)} s, re-read ${reread.toFixed(2)} s`)
      }
      const medianOf = (value: (time: Times) => number): number => median(times.map(value))
      return [
        { figure: 'bare loop (s)', value: medianOf(({ loop }) => loop) },
        { figure: 'read (s)', value: medianOf(({ read }) => read) },
        { figure: 're-read, nothing changed (s)', value: medianOf(({ reread }) => reread) },
        { figure: 'read ÷ bare loop', value: medianOf(({ read, loop }) => read / loop), budget: 1 },
        { figure: 're-read ÷ bare loop', value: medianOf(({ reread, loop }) => reread / loop), budget: 1 },
        { figure: 're-read ÷ read', value: medianOf(({ reread, read }) => reread / read), budget: 1 },
      ]
    } finally {
      api.stop()
      await server.stop()
    }
  },
}

/** How long each way to read all days took, in seconds. */
interface Times {
  readonly loop: number
  readonly read: number
  readonly reread: number
}

/** Reads every row with the official SDK and keeps none. */
const runBareLoop = async (api: BenchApi, dayCount: number): Promise<void> => {
  const client = new Anthropic({ apiKey: api.key, baseURL: api.url })
  const analytics = client.organization.analytics
  for (let daysBack = 0; daysBack < dayCount; daysBack += 1) {
    const date = addDays(latestDay, -daysBack)
    let members = 0
    for await (const _ of analytics.users.list({ date, limit: 1000 })) members += 1
    for await (const _ of analytics.skills.list({ date, limit: 1000, group_by: ['user_id'] }));
    for await (const _ of analytics.connectors.list({ date, limit: 1000, group_by: ['user_id'] }));
    if (members < users) throw new Error(`The bare loop read ${members} users of ${date} only.`)
  }
}

/** Times the product on a fresh database: it connects and stores every day, and then reads all days again. */
const timeProduct = async (api: BenchApi, serverUrl: string): Promise<Omit<Times, 'loop'>> => {
  const database = await createDatabase(serverUrl, 'bench')
  const storage = postgresStorage({ connectionString: database.url })
  const claude = await startProduct({ storage, api, requestsPerMinute: 1_000_000 })
  try {
    const read = await measureSeconds(async () => {
      await claude.api.connect(admin, api.key)
      await claude.sync(account)
    })
    await checkAllDaysRead(storage, 1)
    await makeAllDaysDue(storage, api.clock.now())
    const reread = await measureSeconds(() => claude.sync(account))
    await checkAllDaysRead(storage, 2)
    return { read, reread }
  } finally {
    await claude.stop()
    await database.drop()
  }
}

/** Marks every day as failed and due, as after an outage. */
const makeAllDaysDue = async (storage: StorageAdapter, at: number): Promise<void> => {
  const token = await storage.acquireLease(account, at, 60_000)
  if (token === null) throw new Error('The first read has not ended.')
  const failure = { at, code: 'api_unavailable', attempts: 1, dueAt: at }
  for (const entry of await storage.readLedger(account)) {
    await storage.writeLedgerEntry(account, token, { ...entry, failure })
  }
  await storage.releaseLease(account, token)
}

const checkAllDaysRead = async (storage: StorageAdapter, times: number): Promise<void> => {
  const ledger = await storage.readLedger(account)
  const complete = ledger.filter(({ read }) => read?.readCount === times && read.claudeUsers >= users).length
  if (complete !== days) throw new Error(`${complete} of ${days} days are complete: the times are not comparable.`)
}
