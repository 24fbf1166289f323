// Measures what the scheduler costs the database: how many statements an idle system sends per minute, and how fast the
// hourly jobs of all accounts are added and taken. The syncs themselves do nothing.

import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { accountId } from '@windmill/claude-core'
import pg from 'pg'
import { createDatabase, startOwnPostgres } from '../../../tools/test/start-postgres.ts'
import { postgresStorage } from '../src/storage/postgres.ts'
import { pgBossScheduler } from '../src/sync/pg-boss-scheduler.ts'
import type { Scheduler, SchedulerJobs } from '../src/sync/scheduler.ts'

const { values } = parseArgs({
  options: {
    accounts: { type: 'string', default: '10000' },
    servers: { type: 'string', default: '8' },
    seconds: { type: 'string', default: '60' },
  },
})
const [accountCount, serverCount, seconds] = [Number(values.accounts), Number(values.servers), Number(values.seconds)]

/** Number of statements that this process has sent. Statements that are sent together count once. */
let statementCount = 0
const { query } = pg.Client.prototype
pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
  statementCount += 1
  return (query as (...given: unknown[]) => unknown).apply(this, args)
} as typeof query

const server = await startOwnPostgres({ isDurable: true })
try {
  const { url } = await createDatabase(server.url, 'scheduler')
  const pool = new pg.Pool({ connectionString: url, max: 2 * serverCount })
  const storage = postgresStorage({ pool })
  await storage.migrate()
  // One in ten accounts shares its organization with another account.
  await pool.query(
    `insert into claude.connections (account_id, status, sealed_key, organization_id)
     select 'account-' || n, 'connected', 'sealed', 'organization-' || n % $1 from generate_series(1, $2) as n`,
    [Math.ceil(accountCount * 0.9), accountCount],
  )
  let runCount = 0
  const jobs: SchedulerJobs = {
    syncAllAccounts: async () => {},
    async syncRequestedAccounts() {
      await storage.listSyncRequests()
    },
    async sync() {
      runCount += 1
    },
    reportError: console.error,
  }
  const schedulers: Scheduler[] = Array.from({ length: serverCount }, () => pgBossScheduler({ pool }))
  for (const scheduler of schedulers) await scheduler.start(jobs)
  await sleep(2_000)

  statementCount = 0
  await sleep(seconds * 1_000)
  const perMinute = (statementCount * 60) / seconds
  console.log(
    `idle, ${accountCount} connected accounts, ${serverCount} servers: ${perMinute.toFixed(0)} statements a minute`,
  )

  statementCount = 0
  const start = performance.now()
  const formatElapsedSeconds = () => ((performance.now() - start) / 1_000).toFixed(1)
  const accounts = (await storage.listConnections()).map((connection) => accountId(connection.accountId))
  await schedulers[0]?.request(accounts)
  console.log(`${accounts.length} accounts requested in ${formatElapsedSeconds()} s`)
  for (const end = performance.now() + 600_000; runCount < accountCount && performance.now() < end; ) await sleep(100)
  const rate = runCount / ((performance.now() - start) / 1_000)
  console.log(
    `${runCount} jobs taken in ${formatElapsedSeconds()} s: ${rate.toFixed(0)} a second, ${(statementCount / runCount).toFixed(1)} statements each`,
  )
  await Promise.all(schedulers.map((scheduler) => scheduler.stop()))
  await pool.end()
} finally {
  await server.stop()
}
