import Anthropic from '@anthropic-ai/sdk'
import { addDays, type Day, startOfDay } from '@windmill/claude-core'
import { type Benchmark, median, seconds } from '../../../tools/bench/benchmark.ts'
import { createDatabase, startPostgres } from '../../../tools/test/postgres.ts'
import type { StorageAdapter } from '../src/index.ts'
import { postgresStorage } from '../src/storage/postgres.ts'
import { type BenchApi, startApi } from './api.ts'
import { account, admin, startProduct } from './product.ts'

const rounds = 3
const days = 100
/** Every day lists 5,000 of them at the least: the others came later or have left. */
const people = 5_750
const users = 5_000
const now = startOfDay('2026-11-22') + 15 * 3_600_000
const latestDay: Day = '2026-11-21'

export const syncBenchmark: Benchmark = {
  name: 'sync',
  title: `${days} days of ${users} users into PostgreSQL, against a bare loop of the official SDK over the same API`,
  async measure(say) {
    const api = await startApi({ now, speed: 1, people, retentionDays: days, zeroRows: true, rpm: 1_000_000_000 })
    const server = await startPostgres({ durable: true })
    try {
      await bareLoop(api, days / 10)
      const times: Times[] = []
      for (let round = 1; round <= rounds; round += 1) {
        const time = { loop: await seconds(() => bareLoop(api, days)), ...(await product(api, server.url)) }
        times.push(time)
        const { loop, read, reread } = time
        say(`round ${round}: loop ${loop.toFixed(2)} s, read ${read.toFixed(2)} s, re-read ${reread.toFixed(2)} s`)
      }
      const of = (value: (time: Times) => number): number => median(times.map(value))
      return [
        { figure: 'bare loop (s)', value: of(({ loop }) => loop) },
        { figure: 'read (s)', value: of(({ read }) => read) },
        { figure: 're-read, nothing changed (s)', value: of(({ reread }) => reread) },
        { figure: 'read ÷ bare loop', value: of(({ read, loop }) => read / loop), budget: 1 },
        { figure: 're-read ÷ bare loop', value: of(({ reread, loop }) => reread / loop), budget: 1 },
        { figure: 're-read ÷ read', value: of(({ reread, read }) => reread / read), budget: 1 },
      ]
    } finally {
      api.stop()
      await server.stop()
    }
  },
}

/** How long the days took, in seconds. */
interface Times {
  readonly loop: number
  readonly read: number
  readonly reread: number
}

/** What someone would write who only wants the rows, and keeps none of them. */
const bareLoop = async (api: BenchApi, count: number): Promise<void> => {
  const client = new Anthropic({ apiKey: api.key, baseURL: api.url })
  const analytics = client.organization.analytics
  for (let back = 0; back < count; back += 1) {
    const date = addDays(latestDay, -back)
    let members = 0
    for await (const _ of analytics.users.list({ date, limit: 1000 })) members += 1
    for await (const _ of analytics.skills.list({ date, limit: 1000, group_by: ['user_id'] }));
    for await (const _ of analytics.connectors.list({ date, limit: 1000, group_by: ['user_id'] }));
    if (members < users) throw new Error(`The bare loop read ${members} users of ${date} only.`)
  }
}

/** The product in a fresh database: connects, and has every day read, stored and in the ledger. Then all of it again. */
const product = async (api: BenchApi, serverUrl: string): Promise<Omit<Times, 'loop'>> => {
  const database = await createDatabase(serverUrl, 'bench')
  const storage = postgresStorage({ connectionString: database.url })
  const claude = await startProduct({ storage, api, requestsPerMinute: 1_000_000 })
  try {
    const read = await seconds(async () => {
      await claude.api.connect(admin, api.key)
      await claude.sync(account)
    })
    await checkRead(storage, 1)
    await makeAllDue(storage, api.clock.now())
    const reread = await seconds(() => claude.sync(account))
    await checkRead(storage, 2)
    return { read, reread }
  } finally {
    await claude.stop()
    await database.drop()
  }
}

/** As after an outage in which every day was to be read again. */
const makeAllDue = async (storage: StorageAdapter, at: number): Promise<void> => {
  const token = await storage.acquireLease(account, at, 60_000)
  if (token === null) throw new Error('The first read has not ended.')
  const failure = { at, code: 'api_unavailable', times: 1, dueAt: at }
  for (const entry of await storage.readLedger(account)) {
    await storage.writeLedgerEntry(account, token, { ...entry, failure })
  }
  await storage.releaseLease(account, token)
}

const checkRead = async (storage: StorageAdapter, times: number): Promise<void> => {
  const ledger = await storage.readLedger(account)
  const complete = ledger.filter(({ read }) => read?.times === times && read.claudeUsers >= users).length
  if (complete !== days) throw new Error(`${complete} of ${days} days are complete: the times are not comparable.`)
}
