import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type AdminDatabase, createAdminDatabase } from '../test/admin-database.ts'
import {
  acquireLongLease,
  createAccountId,
  createDayReading,
  createEmployee,
  createReadEntry,
  createUsageDay,
} from '../testing/fixtures.ts'
import type { StorageAdapter } from './adapter.ts'
import { postgresStorage } from './postgres.ts'

let database: AdminDatabase
let admin: pg.Client
beforeAll(async () => {
  database = await createAdminDatabase('defaults')
  admin = database.admin
})
afterAll(async () => {
  await database.drop()
})

let pool: pg.Pool
afterEach(() => pool.end())

/** Creates a storage on connections that have these settings, as from `alter database … set`. */
const createStorage = async (settings: Readonly<Record<string, string>>, max = 10): Promise<StorageAdapter> => {
  const options = Object.entries(settings).map(([name, value]) => `-c ${name}=${value.replaceAll(' ', '\\ ')}`)
  pool = new pg.Pool({ connectionString: database.url, options: options.join(' '), max })
  const storage = postgresStorage({ pool })
  if (settings.default_transaction_read_only !== 'on') await storage.migrate()
  return storage
}

describe('whatever the defaults of the server, the database or the role', () => {
  test('sets isolation level, timeouts and formats in each transaction, and leaves none behind', async () => {
    const settings = {
      default_transaction_isolation: 'serializable',
      statement_timeout: '7s',
      lock_timeout: '7s',
      idle_in_transaction_session_timeout: '7s',
      jit: 'on',
      array_nulls: 'off',
      extra_float_digits: '-5',
      standard_conforming_strings: 'off',
      transform_null_equals: 'on',
      TimeZone: 'Asia/Tokyo',
      DateStyle: 'German',
    }
    const storage = await createStorage(settings, 1)
    await admin.query(`
      create table recorded (settings jsonb);
      create function record_settings() returns trigger language plpgsql as $$
        begin
          insert into public.recorded select jsonb_object_agg(name, setting) from pg_settings;
          return new;
        end $$;
      create trigger record_settings before insert on claude.ledger for each row execute function record_settings()`)
    const account = createAccountId()
    const token = await acquireLongLease(storage, account)
    await storage.writeDay(account, token, createDayReading('2026-11-01', [createUsageDay(1)]))
    const { rows: recorded } = await admin.query('select settings from recorded')
    expect(recorded[0]?.settings).toMatchObject({
      transaction_isolation: 'read committed',
      statement_timeout: '30000',
      lock_timeout: '0',
      idle_in_transaction_session_timeout: '15000',
      jit: 'off',
      array_nulls: 'on',
      extra_float_digits: '1',
      standard_conforming_strings: 'on',
      transform_null_equals: 'off',
      row_security: 'off',
      search_path: 'claude',
      TimeZone: 'UTC',
      DateStyle: 'ISO, YMD',
    })
    const { rows: after } = await pool.query(
      `select jsonb_object_agg(name, setting) as settings from pg_settings
      where name = any($1)`,
      [Object.keys(settings)],
    )
    expect(after[0].settings).toMatchObject({
      default_transaction_isolation: 'serializable',
      statement_timeout: '7000',
      jit: 'on',
      TimeZone: 'Asia/Tokyo',
    })
    await admin.query('drop table recorded; drop function record_settings cascade')
  })

  test('a transaction outlives the server’s transaction_timeout, if this version of PostgreSQL has it', async () => {
    const { rows } = await admin.query(`select from pg_settings where name = 'transaction_timeout'`)
    const storage = await createStorage(rows.length > 0 ? { transaction_timeout: '500ms' } : {}, 1)
    const account = createAccountId()
    const token = await acquireLongLease(storage, account)
    await admin.query(`
      create function wait() returns trigger language plpgsql as $$ begin perform pg_sleep(1); return new; end $$;
      create trigger wait before insert on claude.ledger for each row execute function wait()`)
    await storage.writeDay(account, token, createDayReading('2026-11-01', [createUsageDay(1)]))
    await admin.query('drop function wait cascade')
    expect((await storage.readLedger(account)).length).toBe(1)
    expect((await pool.query(`select current_setting('transaction_timeout', true) as timeout`)).rows[0]?.timeout).toBe(
      rows.length > 0 ? '500ms' : null,
    )
  })

  test.each(['repeatable read', 'serializable'])(
    'runs concurrent operations with default isolation %s',
    async (level) => {
      const storage = await createStorage({ default_transaction_isolation: level })
      const account = createAccountId()
      const token = await acquireLongLease(storage, account)
      const employees = Array.from({ length: 12 }, (_, index) => createEmployee(`e${index}`))
      await storage.replaceDirectory(account, [createEmployee('boss')])
      await Promise.all([
        ...employees.map((employee) => storage.upsertEmployees(account, [employee])),
        ...employees.map((_, index) =>
          storage.writeDay(account, token, createDayReading(`2026-10-${10 + index}`, [createUsageDay(1)])),
        ),
        ...employees.map(() =>
          storage.decideLinks(account, () => ({
            claudeUserIds: [],
            decideChanges: () => ({ changes: [], mappings: [], protect: [], unprotect: [] }),
          })),
        ),
        ...employees.map(({ id }) => storage.addLogEntries(account, [createReadEntry('boss', { employee: id })])),
      ])
      expect((await storage.listEmployees(account)).length).toBe(13)
      expect((await storage.readLedger(account)).length).toBe(12)
    },
  )

  test('uses its own tables and PostgreSQL’s own functions and operators, whatever the schema public has', async () => {
    await admin.query(`
      create table public.connections (account_id text, status text);
      insert into public.connections values ('intruder', 'connected');
      create function public.to_char(timestamp, text) returns text language sql as $$ select 'shadow' $$;
      create function public.current_schema() returns text language sql as $$ select 'shadow' $$;
      create function public.never_equal(text, text) returns boolean language sql as $$ select false $$;
      create operator public.= (leftarg = text, rightarg = text, function = public.never_equal)`)
    const storage = await createStorage({ search_path: 'public, pg_catalog' })
    const account = createAccountId()
    const token = await acquireLongLease(storage, account)
    await storage.writeDay(account, token, createDayReading('2026-11-01', [createUsageDay(1)]))
    expect((await storage.readLedger(account)).map(({ day }) => day)).toEqual(['2026-11-01'])
    expect((await storage.listConnections()).map(({ accountId }) => accountId)).not.toContain('intruder')
    await admin.query('drop schema public cascade; create schema public')
  })

  test('reads from a database that takes no writes, and rejects writes with database_read_only', async () => {
    await (await createStorage({})).close()
    await pool.end()
    const storage = await createStorage({ default_transaction_read_only: 'on' })
    const account = createAccountId()
    expect(await storage.getConnection(account)).toBeNull()
    await expect(storage.acquireLease(account, 1)).rejects.toMatchObject({
      name: 'StorageError',
      code: 'database_read_only',
    })
  })
})

describe('a transaction that PostgreSQL rolls back because of another one', () => {
  /** Makes the first inserts into a table fail with a code. */
  const failInserts = (code: string, times: number) =>
    admin.query(`
      create sequence attempts;
      create function fail() returns trigger language plpgsql as $$
        begin
          if nextval('public.attempts') <= ${times} then raise exception using errcode = '${code}', message = 'conflict'; end if;
          return new;
        end $$;
      create trigger fail before insert on claude.ledger for each row execute function fail()`)
  afterEach(() => admin.query('drop sequence attempts; drop function fail cascade'))

  test.each([
    ['40001', 2],
    ['40P01', 4],
  ])('is repeated after the error %s', async (code, times) => {
    const storage = await createStorage({})
    const account = createAccountId()
    const token = await acquireLongLease(storage, account)
    await failInserts(code, times)
    await storage.writeDay(account, token, createDayReading('2026-11-01', [createUsageDay(1)]))
    expect((await storage.readLedger(account)).length).toBe(1)
  })

  test('is given up after 4 repetitions, and is not repeated after other errors', async () => {
    const storage = await createStorage({})
    const account = createAccountId()
    const token = await acquireLongLease(storage, account)
    await failInserts('40001', 5)
    const write = () => storage.writeDay(account, token, createDayReading('2026-11-01', [createUsageDay(1)]))
    await expect(write()).rejects.toMatchObject({ code: '40001' })
    await admin.query('drop sequence attempts; drop function fail cascade')
    await failInserts('23514', 1)
    await expect(write()).rejects.toMatchObject({ code: '23514' })
    await write()
  })
})
