import { fork } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { type AccountId, accountId, firstServedDay } from '@windmill/claude-core'
import { startOfDay } from '@windmill/claude-core/internal'
import { createClaudeApi } from '@windmill/example-claude-api'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, inject, test, vi } from 'vitest'
import { systemClock } from '../clock.ts'
import { postgresStorage } from '../storage/postgres.ts'
import { type AdminDatabase, createAdminDatabase } from '../test/admin-database.ts'
import { connect, readConnection } from '../test/sync-host.ts'
import { acme, createTestHost, type TestHost } from '../test/test-host.ts'
import { createEmployee } from '../testing/fixtures.ts'
import { pgBossScheduler } from './pg-boss-scheduler.ts'
import type { Scheduler, SchedulerJobs } from './scheduler.ts'

/** The hourly callback of each server. Tests call it in place of the clock. */
const hourlyCallbacks: (() => Promise<void>)[] = []
vi.mock('./schedule-hourly.ts', () => ({
  scheduleHourly: (run: () => Promise<void>) => {
    hourlyCallbacks.push(run)
    return { getNextRunAt: () => 40, stop: () => {} }
  },
}))

interface Run {
  readonly account: AccountId
  readonly server: string
  readonly end: () => void
}

let database: AdminDatabase
let admin: pg.Client
let runs: Run[]
let errors: unknown[]
let schedulers: Scheduler[]
/** Whether a run ends at once. If false, the test ends it. */
let areRunsInstant: boolean

beforeEach(async () => {
  database = await createAdminDatabase('jobs')
  admin = database.admin
  hourlyCallbacks.length = 0
  ;[runs, errors, schedulers, areRunsInstant] = [[], [], [], true]
})

afterEach(async () => {
  for (const { end } of runs) end()
  areRunsInstant = true
  await Promise.all(schedulers.map((scheduler) => scheduler.stop()))
  await database.drop()
  expect(errors).toEqual([])
})

const startServer = async (server: string, jobs: Partial<SchedulerJobs> = {}): Promise<Scheduler> => {
  const scheduler = pgBossScheduler({ connectionString: database.url })
  schedulers.push(scheduler)
  await scheduler.start({
    syncAllAccounts: async () => {},
    syncRequestedAccounts: async () => {},
    sync: (account) => {
      const { promise, resolve } = Promise.withResolvers<void>()
      runs.push({ account, server, end: resolve })
      return areRunsInstant ? Promise.resolve() : promise
    },
    reportError: (error) => errors.push(error),
    ...jobs,
  })
  return scheduler
}

const createAccounts = (count: number): AccountId[] =>
  Array.from({ length: count }, (_, index) => accountId(`a-${index} 🙂'"\\$1`))
const findRuns = (account: AccountId): Run[] => runs.filter((run) => run.account === account)
const waitUntil = (check: () => void | Promise<void>): Promise<void> =>
  vi.waitFor(check, { timeout: 40_000, interval: 20 })

/** Inserts a sync job of `acme` from a time when the database's clock was a day ahead. */
const insertJobAhead = async (state: 'created' | 'active'): Promise<void> => {
  await admin.query(
    `insert into claude_jobs.job (id, name, data, singleton_key, group_id, policy, state, start_after, heartbeat_on,
      heartbeat_seconds, expire_seconds, retry_limit)
    select gen_random_uuid(), 'sync', '{"accountId":"acme"}', 'acme', 'acme', 'short', $1::claude_jobs.job_state,
      now() + interval '1 day', case when $1 = 'active' then now() + interval '1 day' end, 1, 86400, 3`,
    [state],
  )
}

const countJobs = async (where: string): Promise<number> =>
  Number((await admin.query(`select count(*) from claude_jobs.job where ${where}`)).rows[0]?.count)
const readDatabaseHour = async (): Promise<string> =>
  (await admin.query(`select date_trunc('hour', now())::text as hour`)).rows[0]?.hour
const waitForEmptyQueue = (): Promise<void> =>
  waitUntil(async () => expect(await countJobs(`state <= 'active'`)).toBe(0))

test.each(['created', 'active'] as const)(
  'runs an account that has a job with times a day ahead in the state %s, and reports the corrected times',
  async (state) => {
    const server = await startServer('one')
    await insertJobAhead(state)
    await server.request([acme])
    await waitUntil(() => expect(findRuns(acme).length).toBeGreaterThan(0))
    expect(errors.splice(0).map(String)).toEqual([expect.stringContaining('had a time far ahead')])
    await waitForEmptyQueue()
  },
)

describe('two servers on one database', () => {
  test('share the requested accounts, and run each of them once', async () => {
    const [server] = await Promise.all([startServer('one'), startServer('two')])
    areRunsInstant = false
    const accounts = createAccounts(30)
    await server.request(accounts)
    await waitUntil(() => expect(runs.length).toBe(accounts.length))
    for (const { end } of runs) end()
    await waitForEmptyQueue()
    expect(runs.map(({ account }) => account).sort()).toEqual([...accounts].sort())
    expect(new Set(runs.map(({ server }) => server))).toEqual(new Set(['one', 'two']))
  })

  test('run an account that is requested on a stopping server', async () => {
    const stoppingServer = await startServer('one')
    areRunsInstant = false
    const [runningAccount = accountId(''), nextAccount = accountId('')] = createAccounts(2)
    await stoppingServer.request([runningAccount])
    await waitUntil(() => expect(runs.length).toBe(1))
    const stopped = stoppingServer.stop()
    await stoppingServer.request([nextAccount])
    await startServer('two')
    await waitUntil(() => expect(findRuns(nextAccount).map(({ server }) => server)).toEqual(['two']))
    runs[0]?.end()
    await stopped
  })

  test('never run an account concurrently, and merge requests during a run into one run after it', async () => {
    const [server, otherServer] = await Promise.all([startServer('one'), startServer('two')])
    areRunsInstant = false
    const [account = accountId(''), otherAccount = accountId('')] = createAccounts(2)
    await server.request([account])
    await waitUntil(() => expect(runs.length).toBe(1))
    for (const next of [server, otherServer, server, otherServer]) await next.request([account])
    expect(await countJobs(`state < 'active'`)).toBe(1)
    // The waiting job of the running account does not block the job of another account.
    await otherServer.request([otherAccount])
    await waitUntil(() => expect(findRuns(otherAccount).length).toBe(1))
    expect(findRuns(account).length).toBe(1)
    runs[0]?.end()
    await waitUntil(() => expect(findRuns(account).length).toBe(2))
    for (const { end } of runs) end()
    await waitForEmptyQueue()
    expect(runs.length).toBe(3)
  })

  test('run every account once per hour when the hourly job is due on both', async () => {
    const accounts = createAccounts(5)
    const requestedBy: string[] = []
    const createJobs = (name: string): Partial<SchedulerJobs> => ({
      syncAllAccounts: async () => {
        requestedBy.push(name)
        await server.request(accounts)
      },
    })
    const [server] = await Promise.all([startServer('one', createJobs('one')), startServer('two', createJobs('two'))])
    expect(hourlyCallbacks.length).toBe(2)
    const startHour = await readDatabaseHour()
    await Promise.all(hourlyCallbacks.map((callback) => callback()))
    await waitUntil(() => expect(runs.length).toBe(accounts.length))
    await waitForEmptyQueue()
    // A second call within the hour, as from a server with a slow clock, changes nothing.
    await hourlyCallbacks[1]?.()
    await waitForEmptyQueue()
    // The real clock may have reached the next hour during the test.
    const maxHourlyRuns = (await readDatabaseHour()) === startHour ? 1 : 2
    expect(requestedBy.length).toBeLessThanOrEqual(maxHourlyRuns)
    expect(runs.length).toBe(requestedBy.length * accounts.length)
    expect(new Set(runs.map(({ account }) => account))).toEqual(new Set(accounts))
  })

  test('take over the job of a killed server', async () => {
    const workerFile = new URL('../test/hanging-worker.ts', import.meta.url)
    const worker = fork(workerFile, [database.url], { execArgv: [], stdio: ['ignore', 'pipe', 'inherit', 'ipc'] })
    const lines = createInterface(worker.stdout ?? process.stdin)
    const [account] = await once(lines, 'line')
    worker.kill('SIGKILL')
    await once(worker, 'exit')
    await startServer('two')
    // Simulates half a minute without a heartbeat.
    await admin.query(`update claude_jobs.job set heartbeat_on = heartbeat_on - interval '31 seconds'`)
    await waitUntil(() => expect(runs.map((run) => [run.account, run.server])).toEqual([[account, 'two']]))
    await waitForEmptyQueue()
  })
})

describe('one server', () => {
  test('sends heartbeats while a job runs', async () => {
    const scheduler = await startServer('one')
    areRunsInstant = false
    await scheduler.request(createAccounts(1))
    await waitUntil(() => expect(runs.length).toBe(1))
    await admin.query(`update claude_jobs.job set heartbeat_on = heartbeat_on - interval '15 seconds'`)
    await waitUntil(async () => {
      expect(await countJobs(`state = 'active' and heartbeat_on > now() - interval '5 seconds'`)).toBe(1)
    })
    expect(runs.length).toBe(1)
  })

  test('runs any number of accounts concurrently', async () => {
    const scheduler = await startServer('one')
    areRunsInstant = false
    const accounts = createAccounts(25)
    await scheduler.request(accounts)
    await waitUntil(() => expect(runs.length).toBe(accounts.length))
  })

  test('requests many accounts with a few statements', async () => {
    const scheduler = await startServer('one')
    areRunsInstant = false
    const query = vi.spyOn(pg.Client.prototype, 'query')
    await scheduler.request(createAccounts(3_000))
    const inserts = query.mock.calls.filter(([text]) => /insert into/i.test(String(text)))
    query.mockRestore()
    expect(inserts.length).toBe(1)
    expect(await countJobs(`name = 'sync'`)).toBe(3_000)
    await admin.query(`delete from claude_jobs.job where state < 'active'`)
  })

  test('reports a failed sync, does not retry it, and runs the next job', async () => {
    const syncError = new Error('It broke.')
    const [failingAccount = accountId(''), nextAccount = accountId('')] = createAccounts(2)
    const scheduler = await startServer('one', {
      sync: async (account) => {
        runs.push({ account, server: 'one', end: () => {} })
        if (account === failingAccount) throw syncError
      },
    })
    await scheduler.request([failingAccount, nextAccount])
    await waitUntil(() => expect(runs.map(({ account }) => account)).toEqual([failingAccount, nextAccount]))
    await waitForEmptyQueue()
    expect(errors.splice(0)).toEqual([syncError])
    expect(runs.length).toBe(2)
  })

  test('waits for its running sync when it stops, and requests the interrupted account again', async () => {
    const scheduler = await startServer('one')
    areRunsInstant = false
    const [account = accountId('')] = createAccounts(1)
    await scheduler.request([account])
    await waitUntil(() => expect(runs.length).toBe(1))
    let isStopped = false
    const stop = scheduler.stop().then(() => {
      isStopped = true
    })
    await waitUntil(async () => expect(await countJobs(`name = 'sync' and state = 'active'`)).toBe(1))
    expect(isStopped).toBe(false)
    runs[0]?.end()
    await stop
    expect(await countJobs(`state = 'created'`)).toBe(1)
    expect(await countJobs(`state = 'active'`)).toBe(0)
    await waitUntil(async () => {
      const { rows } = await admin.query(`select count(*) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'`)
      expect(Number(rows[0]?.count)).toBe(0)
    })
  })

  test('reports that the database is unavailable, and runs syncs and the job of the hour when it is back', async () => {
    let hourCount = 0
    const scheduler = await startServer('one', {
      syncAllAccounts: async () => {
        hourCount += 1
      },
    })
    const databaseName = new URL(database.url).pathname.slice(1)
    const serverAdmin = new pg.Client(inject('postgresUrl'))
    await serverAdmin.connect()
    const allowConnections = (isAllowed: boolean) =>
      serverAdmin.query(`alter database ${pg.escapeIdentifier(databaseName)} allow_connections ${isAllowed}`)
    await allowConnections(false)
    await serverAdmin.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and pid <> all($2)`,
      [databaseName, [(await admin.query('select pg_backend_pid() as pid')).rows[0]?.pid]],
    )
    const [account = accountId('')] = createAccounts(1)
    const refusalMessage = 'not currently accepting connections'
    await waitUntil(() => expect(errors.map(String).join()).toContain(refusalMessage))
    // A pooled connection may not have noticed yet that it was terminated.
    await waitUntil(() => expect(scheduler.request([account])).rejects.toThrow(refusalMessage))
    errors.length = 0
    const hour = hourlyCallbacks[0]?.()
    await waitUntil(() => expect(errors.map(String).join()).toContain(refusalMessage))
    await allowConnections(true)
    await serverAdmin.end()
    await waitUntil(() => scheduler.request([account]))
    await waitUntil(() => expect(findRuns(account).length).toBe(1))
    await hour
    await waitUntil(() => expect(hourCount).toBe(1))
    errors.length = 0
  })

  test('has a next run time only from start to stop', async () => {
    const scheduler = pgBossScheduler({ connectionString: database.url })
    expect(scheduler.getNextRunAt()).toBeNull()
    await scheduler.start({
      syncAllAccounts: async () => {},
      syncRequestedAccounts: async () => {},
      sync: async () => {},
      reportError: (error) => errors.push(error),
    })
    expect(scheduler.getNextRunAt()).toBe(40)
    await scheduler.stop()
    expect(scheduler.getNextRunAt()).toBeNull()
  })

  test('works with a host’s pool of one connection, and leaves the pool open', async () => {
    const pool = new pg.Pool({ connectionString: database.url, max: 1 })
    const scheduler = pgBossScheduler({ pool })
    const syncedAccount = Promise.withResolvers<AccountId>()
    await scheduler.start({
      syncAllAccounts: async () => {},
      syncRequestedAccounts: async () => {},
      sync: async (account) => syncedAccount.resolve(account),
      reportError: (error) => errors.push(error),
    })
    const [account = accountId('')] = createAccounts(1)
    await scheduler.request([account])
    expect(await syncedAccount.promise).toBe(account)
    await scheduler.stop()
    expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
    await pool.end()
  })

  test('rejects an unreachable database without naming the password, and throws on an invalid URL', async () => {
    const scheduler = pgBossScheduler({ connectionString: 'postgres://ada:p4ssw0rd@127.0.0.1:1/usage' })
    const error = await scheduler
      .start({
        syncAllAccounts: async () => {},
        syncRequestedAccounts: async () => {},
        sync: async () => {},
        reportError: () => {},
      })
      .catch((caught: unknown) => caught)
    expect(error).toMatchObject({ code: 'database_unreachable', message: expect.stringContaining('127.0.0.1:1') })
    expect(String(error)).not.toContain('p4ssw0rd')
    await scheduler.stop()
    expect(() => pgBossScheduler({ connectionString: 'localhost' })).toThrow(
      expect.objectContaining({ code: 'database_url_invalid' }),
    )
  })
})

test('another server continues an account’s backfill when the first one stops', async () => {
  // The history is short because the clock starts on March 1.
  const offsetMs = Date.now() - startOfDay('2026-03-01')
  const clock = { ...systemClock, now: () => Date.now() - offsetMs }
  const api = createClaudeApi({ seed: 3, people: 20, rpm: 1_000_000, now: clock.now })
  const [host, otherHost] = [0, 1].map(() =>
    createTestHost({
      storage: postgresStorage({ connectionString: database.url }),
      scheduler: pgBossScheduler({ connectionString: database.url }),
      clock,
      employees: [createEmployee('boss')],
      claudeApi: { fetch: api.fetch, requestsPerMinute: 1_000_000 },
    }),
  ) as [TestHost, TestHost]
  await Promise.all([host.claude.start(), otherHost.claude.start()])
  expect((await connect(host, api.keys.analytics)).status).toBe(200)
  const countReadDays = ({ log }: TestHost) => log.filter((line) => line.startsWith('Day read')).length
  await waitUntil(() => expect(countReadDays(host) + countReadDays(otherHost)).toBeGreaterThan(4))
  const [first, second] = countReadDays(host) > 0 ? [host, otherHost] : [otherHost, host]
  expect(countReadDays(second)).toBe(0)
  await first.claude.stop()
  const firstCount = countReadDays(first)
  await waitUntil(async () => {
    const { backfill, syncing } = await readConnection(second)
    expect([backfill?.done, syncing]).toEqual([backfill?.total, false])
  })
  const { coverage } = await readConnection(second)
  expect(coverage).toMatchObject({ first: firstServedDay, missing: [] })
  // No day was read twice. A day that was stored at the moment of the stop may not be logged.
  expect(firstCount + countReadDays(second)).toBeLessThanOrEqual((await second.storage.readLedger(acme)).length)
  await second.claude.stop()
})
