import type { AccountId, Viewer } from '@windmill/claude-core'
import type pg from 'pg'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type AdminDatabase, createAdminDatabase } from '../test/admin-database.ts'
import {
  acquireLongLease,
  changeLinks,
  createAccountId,
  createDayReading,
  createEmployee,
  createLink,
  createLinkChanges,
  createUsageDay,
  toEmployeeId,
} from '../testing/fixtures.ts'
import type { StorageAdapter } from './adapter.ts'
import { postgresStorage } from './postgres.ts'

let database: AdminDatabase
let admin: pg.Client
beforeEach(async () => {
  database = await createAdminDatabase('statistics')
  admin = database.admin
})
afterEach(async () => {
  await database.drop()
})

const usage = Array.from({ length: 5_000 }, (_, index) => createUsageDay(index))

const readRowEstimate = async (): Promise<number> => {
  const { rows } = await admin.query(`select reltuples from pg_class where oid = 'claude.usage_days'::regclass`)
  return Number(rows[0]?.reltuples)
}

test('analyzes the tables after the first large write, and after their rows have doubled, without autovacuum', async () => {
  const storage = postgresStorage({ connectionString: database.url })
  await storage.migrate()
  await admin.query('alter table claude.usage_days set (autovacuum_enabled = off)')
  const account = createAccountId()
  const token = await acquireLongLease(storage, account)
  const estimates: number[] = []
  await storage.writeDay(account, token, createDayReading('2026-10-01', usage.slice(0, 10)))
  estimates.push(await readRowEstimate())
  for (const day of ['2026-10-02', '2026-10-03', '2026-10-04'] as const) {
    await storage.writeDay(account, token, createDayReading(day, usage))
    estimates.push(await readRowEstimate())
  }
  expect(estimates.slice(0, 2)).toEqual([-1, 5_010])
  expect(estimates.at(-1)).toBeGreaterThanOrEqual(10_010)
  await storage.close()
})

const employees = Array.from({ length: 10_000 }, (_, index) => createEmployee(index))
const links = employees.map(({ id }) => createLink(id, id))

test.each<readonly [string, (storage: StorageAdapter, account: AccountId) => Promise<unknown>]>([
  ['employees', (storage, account) => storage.replaceDirectory(account, employees)],
  ['links', (storage, account) => changeLinks(storage, account, createLinkChanges({ set: links }))],
])('analyzes %s after a large write to them alone, for each new account', async (table, write) => {
  const storage = postgresStorage({ connectionString: database.url })
  await storage.migrate()
  await admin.query(`alter table claude.${table} set (autovacuum_enabled = off)`)
  const estimates: number[] = []
  for (let accounts = 1; accounts <= 3; accounts += 1) {
    await write(storage, createAccountId())
    const { rows } = await admin.query(`select reltuples from pg_class where oid = 'claude.${table}'::regclass`)
    estimates.push(Number(rows[0]?.reltuples))
  }
  expect(estimates).toEqual([10_000, 20_000, 30_000])
  await storage.close()
})

test.each<readonly [string, (storage: StorageAdapter, account: AccountId, count: number) => Promise<unknown>]>([
  [
    'links',
    async (storage, account, count) => {
      const set = links.slice(0, count)
      for (const changes of [{ set }, { set }, { remove: set.map(({ claudeUserId }) => claudeUserId) }])
        await changeLinks(storage, account, createLinkChanges(changes))
    },
  ],
  [
    'employees',
    async (storage, account, count) => {
      for (const directory of [employees.slice(0, count), employees.slice(0, count), employees.slice(0, 1)])
        await storage.replaceDirectory(account, directory)
    },
  ],
])('reads each of the %s a few times, while the statistics cover only small accounts', async (table, write) => {
  const storage = postgresStorage({ connectionString: database.url })
  await storage.migrate()
  await admin.query(`alter table claude.${table} set (autovacuum_enabled = off)`)
  for (let account = 0; account < 20; account += 1) await write(storage, createAccountId(), 2)
  await admin.query(`analyze claude.${table}`)
  // Too few rows to cause an analysis. Comparing each row with each stored row, in chunks of 3,000, would read 10
  // million.
  await write(storage, createAccountId(), 4_900)
  // A connection reports all of its statistics only when it is closed.
  await storage.close()
  await vi.waitFor(
    async () => {
      const { rows } = await admin.query(
        `select n_tup_ins::integer as inserted,
        (seq_tup_read + idx_tup_fetch)::integer as read from pg_stat_user_tables where relname = $1`,
        [table],
      )
      expect(rows[0]?.inserted).toBeGreaterThan(4_900)
      expect(rows[0]?.read).toBeLessThan(200_000)
    },
    { timeout: 20_000, interval: 50 },
  )
})

const crowdSize = 20_000
const today = '2026-10-02'
const period = { from: '2026-10-01', to: '2026-10-01' } as const

// A read that scans a table for each employee takes longer than the statement timeout.
test.each<readonly [string, (index: number) => number]>([
  ['report to one manager', () => 0],
  ['are one chain of managers', (index) => index - 1],
  ['report to five managers of one company', (index) => (index <= 5 ? 0 : 1 + (index % 5))],
])('reads groups of 20,000 people who %s, with and without statistics', async (shape, getManager) => {
  const storage = postgresStorage({ connectionString: database.url })
  await storage.migrate()
  for (const table of ['employees', 'links', 'usage_days'])
    await admin.query(`alter table claude.${table} set (autovacuum_enabled = off)`)
  const account = createAccountId()
  const people = Array.from({ length: crowdSize }, (_, index) =>
    createEmployee(index, { managerId: index === 0 ? null : toEmployeeId(getManager(index)) }),
  )
  await storage.replaceDirectory(account, people)
  const token = await acquireLongLease(storage, account)
  await storage.writeDay(
    account,
    token,
    createDayReading(
      period.from,
      people.map(({ id }) => createUsageDay(id)),
    ),
  )
  await changeLinks(storage, account, createLinkChanges({ set: people.map(({ id }) => createLink(id, id)) }))
  const top = toEmployeeId(0)
  const viewer: Viewer = { accountId: account, employeeId: top, permissions: [], actsFor: [] }
  const analyst: Viewer = { ...viewer, permissions: ['people:view'] }
  const readGroups = async () => {
    expect((await storage.listVisibleEmployees(viewer, { below: top }, today)).length).toBe(crowdSize - 1)
    expect((await storage.listVisibleEmployees(viewer, 'all', today)).length).toBe(crowdSize)
    expect((await storage.sumTeamUsage(viewer, top, { period }, today))?.members.length).toBe(crowdSize - 1)
    expect((await storage.sumAdoption(viewer, { below: top }, { period, bucket: 'day' }, today))?.people).toBe(
      crowdSize - 1,
    )
    expect((await storage.sumAdoption(analyst, 'all', { period, bucket: 'day' }, today))?.people).toBe(crowdSize)
    expect((await storage.listManagers(account, toEmployeeId(crowdSize - 1))).length).toBe(
      shape.includes('chain') ? crowdSize - 1 : shape.includes('five') ? 2 : 1,
    )
  }
  await readGroups()
  await admin.query(`delete from pg_statistic where starelid in
    (select oid from pg_class where relnamespace = 'claude'::regnamespace)`)
  await admin.query(`update pg_class set reltuples = -1, relpages = 0 where relnamespace = 'claude'::regnamespace`)
  await readGroups()
  await storage.close()
})

test('writes days as a role that may not analyze the tables', async () => {
  const owner = postgresStorage({ connectionString: database.url })
  await owner.migrate()
  await owner.close()
  const role = `writer_${new URL(database.url).pathname.slice(1)}`
  await admin.query(`create role ${role} login; grant usage on schema claude to ${role};
    grant select, insert, update, delete on all tables in schema claude to ${role};
    grant usage, select, update on all sequences in schema claude to ${role}`)
  const url = new URL(database.url)
  url.username = role
  const storage = postgresStorage({ connectionString: url.href })
  const account = createAccountId()
  const token = await acquireLongLease(storage, account)
  await storage.writeDay(account, token, createDayReading('2026-10-01', usage))
  expect((await storage.readLedger(account)).length).toBe(1)
  expect(await readRowEstimate()).toBe(-1)
  await storage.close()
  await admin.query(`drop owned by ${role} cascade; drop role ${role}`)
})
