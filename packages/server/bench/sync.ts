import { fork } from 'node:child_process'
import { once } from 'node:events'
import Anthropic from '@anthropic-ai/sdk'
import { accountId, addDays, type Day, employeeId, startOfDay } from '@windmill/claude-core'
import { createDatabase, startPostgres } from '../../../.ci/postgres.ts'
import { systemClock } from '../src/clock.ts'
import { createClaudeIntegration, keyring } from '../src/index.ts'
import { postgresStorage } from '../src/storage/postgres.ts'
import { type Benchmark, compare } from './benchmark.ts'

const days = 100
const people = 1_500
const now = startOfDay('2026-11-22') + 15 * 3_600_000
const latestDay: Day = '2026-11-21'
const account = accountId('bench')
const admin = { accountId: account, employeeId: employeeId('admin'), role: 'admin' } as const

export const syncBenchmark: Benchmark = {
  name: 'sync',
  title: `${days} days of ${people} users into PostgreSQL, against a bare loop of the official SDK over the same API`,
  async measure(say) {
    const api = await startApi()
    const server = await startPostgres({ durable: true })
    try {
      return await compare({
        rounds: 3,
        budget: 1,
        ours: () => ours(api, server.url),
        reference: () => bareLoop(api),
        say,
      })
    } finally {
      api.stop()
      await server.stop()
    }
  },
}

interface Api {
  readonly url: string
  readonly key: string
  readonly stop: () => void
}

const startApi = async (): Promise<Api> => {
  const options = { now, people, retentionDays: days, zeroRows: true }
  const child = fork(new URL('api-process.ts', import.meta.url), [JSON.stringify(options)])
  const [ready] = (await once(child, 'message')) as [{ url: string; key: string }]
  return { ...ready, stop: () => child.disconnect() }
}

/** What someone would write who only wants the rows, and keeps none of them. */
const bareLoop = async (api: Api): Promise<void> => {
  const client = new Anthropic({ apiKey: api.key, baseURL: api.url })
  const { users, skills, connectors } = client.organization.analytics
  let rows = 0
  for (let back = 0; back < days; back += 1) {
    const date = addDays(latestDay, -back)
    for await (const _ of users.list({ date, limit: 1000 })) rows += 1
    for await (const _ of skills.list({ date, limit: 1000, group_by: ['user_id'] })) rows += 1
    for await (const _ of connectors.list({ date, limit: 1000, group_by: ['user_id'] })) rows += 1
  }
  if (rows < days * people) throw new Error(`The bare loop read ${rows} rows only: the two would not be comparable.`)
}

/** The product: a fresh database, connect, and every day of the history read, stored and in the ledger. */
const ours = async (api: Api, serverUrl: string): Promise<void> => {
  const database = await createDatabase(serverUrl, 'bench')
  const storage = postgresStorage({ connectionString: database.url })
  const claude = createClaudeIntegration({
    storage,
    vault: keyring({ current: 'bench', keys: { bench: Buffer.alloc(32, 7).toString('base64') } }),
    directory: { listEmployees: async () => [] },
    viewer: () => admin,
    claudeApi: { baseUrl: api.url, requestsPerMinute: 1_000_000 },
    clock: { now: () => now + performance.now(), sleep: systemClock.sleep },
  })
  await claude.start()
  await claude.api.connect(admin, api.key)
  await claude.sync(account)
  const ledger = await storage.readLedger(account)
  const read = ledger.filter((entry) => entry.read).length
  await claude.stop()
  await database.drop()
  if (read !== days) throw new Error(`${read} of ${days} days were read: the two would not be comparable.`)
}
