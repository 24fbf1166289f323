import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { type OwnPostgresServer, startOwnPostgres } from '../../../../tools/test/start-postgres.ts'
import { type AdminStorage, createAdminStorage } from '../test/admin-storage.ts'
import { buildSetTimeSql } from '../test/storage-time.ts'
import {
  acquireLongLease,
  changeLinks,
  createAccountId,
  createConnectionRecord,
  createDayReading,
  createDirectReport,
  createEmployee,
  createLink,
  createLinkChanges,
  createUsageDay,
  createViewer,
  toEmployeeId,
} from '../testing/fixtures.ts'
import type { StorageAdapter } from './adapter.ts'

// On a server of its own: PostgreSQL removes old rows from a page only when every transaction of the server is newer.
let server: OwnPostgresServer
let database: AdminStorage
let admin: pg.Client
let storage: StorageAdapter
beforeAll(async () => {
  server = await startOwnPostgres()
})
afterAll(() => server.stop())
beforeEach(async () => {
  database = await createAdminStorage('quiet', server.url)
  ;({ admin, storage } = database)
  await admin.query(switchOffAutovacuumSql)
})
afterEach(() => database.drop())

/** An autovacuum that analyzes a large table has a snapshot, for which other tables must keep their old rows. */
const switchOffAutovacuumSql = `
  do $$ declare name text; begin
    for name in select tablename from pg_tables where schemaname = 'claude' loop
      execute format('alter table claude.%I set (autovacuum_enabled = false)', name);
    end loop;
  end $$`

/** Reads the version and the lock (`xmax`) of each row. A write changes both. A lock alone changes `xmax`. */
const readVersions = async (table: string): Promise<string[]> => {
  const { rows } = await admin.query(
    `select concat_ws(' ', ctid, xmin, xmax) as version from claude.${table} order by 1`,
  )
  return rows.map(({ version }) => version)
}

/** Reads the number of updated rows. It includes all updates of a connection only after the connection is closed. */
const countUpdates = async (table: string): Promise<{ readonly all: number; readonly hot: number }> => {
  const { rows } = await admin.query(
    `select n_tup_upd::integer as all, n_tup_hot_upd::integer as hot from pg_stat_user_tables
    where schemaname = 'claude' and relname = $1`,
    [table],
  )
  return rows[0]
}

test('storing an unchanged directory of 10,000 people writes and locks none of their rows', async () => {
  const account = createAccountId()
  const employees = Array.from({ length: 10_000 }, (_, index) =>
    createDirectReport(index, 'boss', { attributes: { department: 'Design' }, startedOn: '2026-01-01' }),
  )
  const directory = [createEmployee('boss'), ...employees]
  await storage.replaceDirectory(account, directory)
  const tables = ['employees', 'reporting_lines'] as const
  const before = await Promise.all(tables.map(readVersions))
  await storage.replaceDirectory(account, directory)
  expect(await Promise.all(tables.map(readVersions))).toEqual(before)
  expect(before.map(({ length }) => length)).toEqual([10_001, 10_001])

  const changedDirectory = directory.map((employee) => (employee.id === '7' ? { ...employee, name: 'Ada' } : employee))
  await storage.replaceDirectory(account, changedDirectory)
  const after = await readVersions('employees')
  expect(after.filter((version) => !before[0]?.includes(version)).length).toBe(1)
})

test('storing an unchanged day writes and locks no row of usage and no row of Claude users', async () => {
  const account = createAccountId()
  const token = await acquireLongLease(storage, account)
  const usage = Array.from({ length: 5_000 }, (_, index) => createUsageDay(index, { chat_messages: index % 7 }))
  const reading = createDayReading('2026-11-01', usage)
  await storage.writeDay(account, token, reading)
  // Not `activity`: the six bitmaps of the day are locked.
  const tables = ['usage_days', 'claude_users'] as const
  const before = await Promise.all(tables.map(readVersions))
  await storage.writeDay(account, token, reading)
  expect(await Promise.all(tables.map(readVersions))).toEqual(before)
})

test('storing an unchanged day or a new name writes and locks no change number, and storing a changed day writes one', async () => {
  const account = createAccountId()
  const token = await acquireLongLease(storage, account)
  await storage.replaceDirectory(account, [createEmployee(1)])
  await changeLinks(storage, account, createLinkChanges({ set: [createLink(1, 1)] }))
  const createReading = (messages: number) =>
    createDayReading('2026-11-01', [createUsageDay(1, { chat_messages: messages }), createUsageDay(2)])
  await storage.writeDay(account, token, createReading(1))
  const tables = ['change_counters', 'changed_days', 'changed_employees'] as const
  const before = await Promise.all(tables.map(readVersions))
  await storage.writeDay(account, token, createReading(1))
  await storage.replaceDirectory(account, [createEmployee(1, { name: 'Another' })])
  expect(await Promise.all(tables.map(readVersions))).toEqual(before)
  await storage.writeDay(account, token, createReading(2))
  const [, daysAfter, employeesAfter] = await Promise.all(tables.map(readVersions))
  expect([daysAfter?.length, employeesAfter]).toEqual([1, before[2]])
  expect(daysAfter).not.toEqual(before[1])
})

test('a re-read writes only the rows that changed, and leaves the indexes of usage alone', async () => {
  const account = createAccountId()
  const token = await acquireLongLease(storage, account)
  const createReading = (round: number) =>
    createDayReading(
      '2026-11-01',
      Array.from({ length: 5_000 }, (_, index) =>
        createUsageDay(index, { chat_messages: index % 50 === round ? 100 : 1 }),
      ),
    )
  await storage.writeDay(account, token, createReading(-1))
  const before = new Set(await readVersions('usage_days'))
  await storage.writeDay(account, token, createReading(0))
  const after = await readVersions('usage_days')
  expect(after.filter((version) => !before.has(version)).length).toBe(100)
  for (let round = 1; round < 7; round += 1) await storage.writeDay(account, token, createReading(round))
  await storage.close()
  // Each later round changes 200 rows: it raises 100 rows, and lowers the 100 rows that the round before raised.
  await vi.waitFor(async () => expect((await countUpdates('usage_days')).all).toBe(100 + 6 * 200), { timeout: 20_000 })
  const { all, hot } = await countUpdates('usage_days')
  expect(hot / all).toBeGreaterThan(0.9)
})

test('rows that are written every hour stay on their page, without new entries in indexes', async () => {
  const accounts = Array.from({ length: 60 }, () => createAccountId())
  const rounds = 12
  for (let round = 0; round < rounds; round += 1) {
    for (const account of accounts) {
      const token = await acquireLongLease(storage, account)
      await storage.saveConnection(createConnectionRecord(account, { lastSyncAt: round }))
      await storage.writeLedgerEntry(account, token, createDayReading('2026-11-01', []).entry)
      await storage.releaseLease(account, token)
    }
  }
  await storage.close()
  for (const table of ['leases', 'connections', 'ledger']) {
    await vi.waitFor(
      async () => expect((await countUpdates(table)).all).toBeGreaterThanOrEqual(accounts.length * (rounds - 1)),
      { timeout: 20_000 },
    )
    const { all, hot } = await countUpdates(table)
    expect([table, hot / all > 0.9]).toEqual([table, true])
  }
})

const now = Date.parse('2026-11-20T12:00:00Z')
const dayMs = 24 * 3_600_000
const lockKey = 7_305_012

test.each<readonly [string, readonly string[], (account: ReturnType<typeof createAccountId>) => Promise<void>]>([
  ['days that are no longer kept', ['usage_days'], (account) => storage.deleteNotKept(account)],
  ['old entries of the log', ['log'], (account) => storage.pruneLog(account, now)],
  ['old reporting lines', ['reporting_lines'], (account) => storage.pruneLog(account, now + 30 * dayMs)],
  ['an account', ['usage_days'], (account) => storage.eraseAccount(account)],
])('no reader waits while retention or an erasure deletes %s', async (_, tables, deleteRows) => {
  await admin.query(buildSetTimeSql(now))
  const account = createAccountId()
  const boss = createViewer(account, 'boss', 'admin')
  await storage.saveConnection(createConnectionRecord(account))
  await storage.replaceDirectory(account, [createEmployee('boss'), createDirectReport(1, 'boss')])
  await storage.replaceDirectory(account, [createEmployee('boss'), createEmployee(1)])
  await changeLinks(storage, account, createLinkChanges({ set: [createLink(1, 1)] }))
  const token = await acquireLongLease(storage, account)
  for (const day of ['2026-09-01', '2026-11-01'] as const)
    await storage.writeDay(account, token, createDayReading(day, [createUsageDay(1, { chat_messages: 1 })]))
  const policy = { historyFrom: null, usageRetentionDays: 30, accessRetentionDays: 365, directoryMaxAgeHours: 96 }
  await storage.applyPolicy(account, policy)
  await admin.query(buildSetTimeSql(now + 1.5 * dayMs))

  // Stops the deletion after its first row.
  await admin.query(`
    create function public.wait() returns trigger language plpgsql as $$
      begin perform pg_advisory_lock_shared(${lockKey}); return null; end $$`)
  for (const table of tables)
    await admin.query(`create trigger stop after delete on claude.${table} for each row execute function public.wait()`)
  await admin.query(`select pg_advisory_lock(${lockKey})`)
  const deleting = deleteRows(account)
  await vi.waitFor(
    async () => {
      const { rows } = await admin.query(`select from pg_locks where locktype = 'advisory' and not granted`)
      expect(rows.length).toBe(1)
    },
    { timeout: 20_000, interval: 5 },
  )

  const reader = new pg.Client(database.url)
  await reader.connect()
  await reader.query(`set lock_timeout = '100ms'`)
  const { rows: relations } = await reader.query(
    `select relname from pg_class where relnamespace = 'claude'::regnamespace and relkind = 'r'`,
  )
  for (const { relname } of relations) await reader.query(`select count(*) from claude.${relname}`)
  await reader.end()
  const period = { from: '2026-11-01', to: '2026-11-10' } as const
  const usage = await storage.sumEmployeeUsage(account, toEmployeeId(1), period, 'day')
  expect(usage.sums.previous.sum.chat_messages).toBeNull()
  await storage.sumTeamUsage(boss, boss.employeeId, { period }, '2026-11-20')
  await storage.sumAdoption(boss, 'all', { period, bucket: 'day' }, '2026-11-20')
  await storage.listLog(account, { before: null, limit: 10 })
  await storage.readLedger(account)

  await admin.query(`select pg_advisory_unlock(${lockKey})`)
  await deleting
  const { rows: left } = await admin.query(`select count(*)::integer as days from claude.usage_days`)
  expect(left[0].days).toBeLessThanOrEqual(2)
})

test('old entries of the log are deleted in batches of at most 20,000', async () => {
  const account = createAccountId()
  await admin.query(
    `insert into claude.log (account_id, at, kind, about, details)
    select $1, to_timestamp(number), 'read', 'account', '{}' from generate_series(1, 45000) as number`,
    [account],
  )
  await admin.query(`
    create table public.batches (rows integer);
    create function public.record() returns trigger language plpgsql as $$
      begin insert into public.batches select count(*) from gone; return null; end $$;
    create trigger record after delete on claude.log referencing old table as gone
      for each statement execute function public.record()`)
  await storage.pruneLog(account, 44_001_000)
  const { rows } = await admin.query('select rows from public.batches')
  expect(rows.map((batch) => batch.rows)).toEqual([20_000, 20_000, 4_000])
  const { rows: left } = await admin.query('select count(*)::integer as entries from claude.log')
  expect(left[0].entries).toBe(1_000)
})
