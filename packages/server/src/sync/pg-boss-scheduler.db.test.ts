import { fork } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { type AccountId, accountId, firstServedDay } from '@windmill/claude-core'
import { startOfDay } from '@windmill/claude-core/internal'
import { createClaudeApi } from '@windmill/example-claude-api'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, inject, test, vi } from 'vitest'
import { createDatabase, type FreshDatabase } from '../../../../tools/test/postgres.ts'
import { systemClock } from '../clock.ts'
import { postgresStorage } from '../storage/postgres.ts'
import { acme, createTestHost, employee, type TestHost } from '../test/host.ts'
import { connect, readConnection } from '../test/world.ts'
import { pgBossScheduler } from './pg-boss-scheduler.ts'
import type { Scheduler, SchedulerJobs } from './scheduler.ts'

/** What each machine does when the hour strikes, which here is when a test says so. */
const strikes: (() => Promise<void>)[] = []
vi.mock('./schedule-hourly.ts', () => ({
  hourly: (run: () => Promise<void>) => {
    strikes.push(run)
    return { nextRunAt: () => 40, stop: () => {} }
  },
}))

interface Run {
  readonly account: AccountId
  readonly machine: string
  readonly end: () => void
}

let database: FreshDatabase
let admin: pg.Client
let runs: Run[]
let errors: unknown[]
let machines: Scheduler[]
/** Whether a run ends by itself, or when the test ends it. */
let runsEnd: boolean

beforeEach(async () => {
  database = await createDatabase(inject('postgresUrl'), 'jobs')
  admin = new pg.Client(database.url)
  await admin.connect()
  strikes.length = 0
  ;[runs, errors, machines, runsEnd] = [[], [], [], true]
})

afterEach(async () => {
  for (const { end } of runs) end()
  runsEnd = true
  await Promise.all(machines.map((machine) => machine.stop()))
  await admin.end()
  await database.drop()
  expect(errors).toEqual([])
})

const startMachine = async (machine: string, jobs: Partial<SchedulerJobs> = {}): Promise<Scheduler> => {
  const scheduler = pgBossScheduler({ connectionString: database.url })
  machines.push(scheduler)
  await scheduler.start({
    everyHour: async () => {},
    sync: (account) => {
      const { promise, resolve } = Promise.withResolvers<void>()
      runs.push({ account, machine, end: resolve })
      return runsEnd ? Promise.resolve() : promise
    },
    report: (error) => errors.push(error),
    ...jobs,
  })
  return scheduler
}

const accounts = (count: number): AccountId[] =>
  Array.from({ length: count }, (_, index) => accountId(`a-${index} 🙂'"\\$1`))
const runsOf = (account: AccountId): Run[] => runs.filter((run) => run.account === account)
const until = (check: () => void | Promise<void>): Promise<void> => vi.waitFor(check, { timeout: 40_000, interval: 20 })

const count = async (where: string): Promise<number> =>
  Number((await admin.query(`select count(*) from claude_jobs.job where ${where}`)).rows[0]?.count)
const hour = async (): Promise<string> =>
  (await admin.query(`select date_trunc('hour', now())::text as hour`)).rows[0]?.hour
const nothingIsLeft = (): Promise<void> => until(async () => expect(await count(`state <= 'active'`)).toBe(0))

describe('two machines on one database', () => {
  test('may start at once, and share the accounts that are asked for: each runs once', async () => {
    const [one] = await Promise.all([startMachine('one'), startMachine('two')])
    runsEnd = false
    const all = accounts(30)
    for (const account of all) await one.request(account)
    await until(() => expect(runs.length).toBe(all.length))
    for (const { end } of runs) end()
    await nothingIsLeft()
    expect(runs.map(({ account }) => account).sort()).toEqual([...all].sort())
    expect(new Set(runs.map(({ machine }) => machine))).toEqual(new Set(['one', 'two']))
  })

  test('do what is asked for on either of them, also when that one itself stops', async () => {
    const one = await startMachine('one')
    runsEnd = false
    const [busy = accountId(''), next = accountId('')] = accounts(2)
    await one.request(busy)
    await until(() => expect(runs.length).toBe(1))
    const stopped = one.stop()
    await one.request(next)
    await startMachine('two')
    await until(() => expect(runsOf(next).map(({ machine }) => machine)).toEqual(['two']))
    runs[0]?.end()
    await stopped
  })

  test('never run an account twice at once, nor let it wait twice: what is asked for meanwhile runs once, afterwards', async () => {
    const [one, two] = await Promise.all([startMachine('one'), startMachine('two')])
    runsEnd = false
    const [account = accountId(''), other = accountId('')] = accounts(2)
    await one.request(account)
    await until(() => expect(runs.length).toBe(1))
    for (const machine of [one, two, one, two]) await machine.request(account)
    expect(await count(`state < 'active'`)).toBe(1)
    // It came later and runs: the one before it was passed over, and does not hold others up.
    await two.request(other)
    await until(() => expect(runsOf(other).length).toBe(1))
    expect(runsOf(account).length).toBe(1)
    runs[0]?.end()
    await until(() => expect(runsOf(account).length).toBe(2))
    for (const { end } of runs) end()
    await nothingIsLeft()
    expect(runs.length).toBe(3)
  })

  test('ask for every account once when the hour strikes on both', async () => {
    const all = accounts(5)
    const asked: string[] = []
    const asking = (machine: string): Partial<SchedulerJobs> => ({
      everyHour: async () => {
        asked.push(machine)
        for (const account of all) await one.request(account)
      },
    })
    const [one] = await Promise.all([startMachine('one', asking('one')), startMachine('two', asking('two'))])
    expect(strikes.length).toBe(2)
    const first = await hour()
    await Promise.all(strikes.map((strike) => strike()))
    await until(() => expect(runs.length).toBe(all.length))
    await nothingIsLeft()
    // A clock that is a little behind changes nothing.
    await strikes[1]?.()
    await nothingIsLeft()
    // Two where the hour ended meanwhile.
    const most = (await hour()) === first ? 1 : 2
    expect(asked.length).toBeLessThanOrEqual(most)
    expect(runs.length).toBe(asked.length * all.length)
    expect(new Set(runs.map(({ account }) => account))).toEqual(new Set(all))
  })

  test('go on with each other’s work when one is killed', async () => {
    const main = new URL('../test/hanging-worker.ts', import.meta.url)
    const victim = fork(main, [database.url], { execArgv: [], stdio: ['ignore', 'pipe', 'inherit', 'ipc'] })
    const lines = createInterface(victim.stdout ?? process.stdin)
    const [account] = await once(lines, 'line')
    victim.kill('SIGKILL')
    await once(victim, 'exit')
    await startMachine('two')
    // Half a minute later.
    await admin.query(`update claude_jobs.job set heartbeat_on = heartbeat_on - interval '31 seconds'`)
    await until(() => expect(runs.map((run) => [run.account, run.machine])).toEqual([[account, 'two']]))
    await nothingIsLeft()
  })
})

describe('one machine', () => {
  test('is known to be alive for as long as it runs something', async () => {
    const machine = await startMachine('one')
    runsEnd = false
    await machine.request(...(accounts(1) as [AccountId]))
    await until(() => expect(runs.length).toBe(1))
    await admin.query(`update claude_jobs.job set heartbeat_on = heartbeat_on - interval '15 seconds'`)
    await until(async () => {
      expect(await count(`state = 'active' and heartbeat_on > now() - interval '5 seconds'`)).toBe(1)
    })
    expect(runs.length).toBe(1)
  })

  test('runs the next account however many others do not end', async () => {
    const machine = await startMachine('one')
    runsEnd = false
    const all = accounts(25)
    for (const account of all) await machine.request(account)
    await until(() => expect(runs.length).toBe(all.length))
  })

  test('goes on after a sync that fails, which it reports, and leaves for the next hour', async () => {
    const failure = new Error('It broke.')
    const [bad = accountId(''), good = accountId('')] = accounts(2)
    const machine = await startMachine('one', {
      sync: async (account) => {
        runs.push({ account, machine: 'one', end: () => {} })
        if (account === bad) throw failure
      },
    })
    for (const account of [bad, good]) await machine.request(account)
    await until(() => expect(runs.map(({ account }) => account)).toEqual([bad, good]))
    await nothingIsLeft()
    expect(errors.splice(0)).toEqual([failure])
    expect(runs.length).toBe(2)
  })

  test('asks again for what its stop cut short, and waits for that to end', async () => {
    const machine = await startMachine('one')
    runsEnd = false
    const [account = accountId('')] = accounts(1)
    await machine.request(account)
    await until(() => expect(runs.length).toBe(1))
    let stopped = false
    const stop = machine.stop().then(() => {
      stopped = true
    })
    await until(async () => expect(await count(`name = 'sync' and state = 'active'`)).toBe(1))
    expect(stopped).toBe(false)
    runs[0]?.end()
    await stop
    expect(await count(`state = 'created'`)).toBe(1)
    expect(await count(`state = 'active'`)).toBe(0)
    await until(async () => {
      const { rows } = await admin.query(`select count(*) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'`)
      expect(Number(rows[0]?.count)).toBe(0)
    })
  })

  test('reports a database that goes away, and goes on when it is back', async () => {
    const machine = await startMachine('one')
    const name = new URL(database.url).pathname.slice(1)
    const server = new pg.Client(inject('postgresUrl'))
    await server.connect()
    const allow = (connections: boolean) =>
      server.query(`alter database ${pg.escapeIdentifier(name)} allow_connections ${connections}`)
    await allow(false)
    await server.query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and pid <> all($2)`, [
      name,
      [(await admin.query('select pg_backend_pid() as pid')).rows[0]?.pid],
    ])
    const [account = accountId('')] = accounts(1)
    const gone = 'not currently accepting connections'
    await until(() => expect(errors.map(String).join()).toContain(gone))
    // One of the pool's connections may still be to learn that it was ended.
    await until(() => expect(machine.request(account)).rejects.toThrow(gone))
    await allow(true)
    await server.end()
    await until(() => machine.request(account))
    await until(() => expect(runsOf(account).length).toBe(1))
    errors.length = 0
  })

  test('knows when the next hour’s sync is, from its start to its stop', async () => {
    const machine = pgBossScheduler({ connectionString: database.url })
    expect(machine.nextRunAt()).toBeNull()
    await machine.start({ everyHour: async () => {}, sync: async () => {}, report: (error) => errors.push(error) })
    expect(machine.nextRunAt()).toBe(40)
    await machine.stop()
    expect(machine.nextRunAt()).toBeNull()
  })

  test('uses a host’s pool, of one connection, and leaves it open', async () => {
    const pool = new pg.Pool({ connectionString: database.url, max: 1 })
    const machine = pgBossScheduler({ pool })
    const ran = Promise.withResolvers<AccountId>()
    await machine.start({
      everyHour: async () => {},
      sync: async (account) => ran.resolve(account),
      report: (error) => errors.push(error),
    })
    const [account = accountId('')] = accounts(1)
    await machine.request(account)
    expect(await ran.promise).toBe(account)
    await machine.stop()
    expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
    await pool.end()
  })

  test('is told apart from one whose database cannot be used', async () => {
    const machine = pgBossScheduler({ connectionString: 'postgres://ada:p4ssw0rd@127.0.0.1:1/usage' })
    const error = await machine
      .start({ everyHour: async () => {}, sync: async () => {}, report: () => {} })
      .catch((caught: unknown) => caught)
    expect(error).toMatchObject({ code: 'database_unreachable', message: expect.stringContaining('127.0.0.1:1') })
    expect(String(error)).not.toContain('p4ssw0rd')
    await machine.stop()
    expect(() => pgBossScheduler({ connectionString: 'localhost' })).toThrow(
      expect.objectContaining({ code: 'database_url_invalid' }),
    )
  })
})

test('a customer’s history is read on by another machine when the one that reads it is stopped', async () => {
  // Early in the year, while the history is short.
  const ago = Date.now() - startOfDay('2026-03-01')
  const clock = { ...systemClock, now: () => Date.now() - ago }
  const api = createClaudeApi({ seed: 3, people: 20, rpm: 1_000_000, now: clock.now })
  const [one, two] = [0, 1].map(() =>
    createTestHost({
      storage: postgresStorage({ connectionString: database.url }),
      scheduler: pgBossScheduler({ connectionString: database.url }),
      clock,
      employees: [employee('boss')],
      claudeApi: { fetch: api.fetch, requestsPerMinute: 1_000_000 },
    }),
  ) as [TestHost, TestHost]
  await Promise.all([one.claude.start(), two.claude.start()])
  expect((await connect(one, api.keys.analytics)).status).toBe(200)
  const readBy = ({ log }: TestHost) => log.filter((line) => line.startsWith('Day read')).length
  await until(() => expect(readBy(one) + readBy(two)).toBeGreaterThan(4))
  const [first, second] = readBy(one) > 0 ? [one, two] : [two, one]
  expect(readBy(second)).toBe(0)
  await first.claude.stop()
  const readByFirst = readBy(first)
  await until(async () => {
    const { backfill, syncing } = await readConnection(second)
    expect([backfill?.done, syncing]).toEqual([backfill?.total, false])
  })
  const { coverage } = await readConnection(second)
  expect(coverage).toMatchObject({ first: firstServedDay, missing: [] })
  // No day twice. One that was stored at the moment of the stop may not be in the log.
  expect(readByFirst + readBy(second)).toBeLessThanOrEqual((await second.storage.readLedger(acme)).length)
  await second.claude.stop()
})
