import { CompiledQuery, Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest'
import { createDatabase, type FreshDatabase } from '../../../../../tools/test/start-postgres.ts'
import { waitForLockWaits } from '../../test/lock-waits.ts'
import { acquireLongLease, createAccountId, createDayReading, createUsageDay } from '../../testing/fixtures.ts'
import type { StorageAdapter } from '../adapter.ts'
import { postgresStorage } from '../postgres.ts'
import { createSqlStorage } from './create-sql-storage.ts'
import type { MigrateOptions } from './migrate-to-latest.ts'
import { type Migration, migrations } from './migrations.ts'
import type { Database } from './schema.ts'
import { createTransactionDialect } from './transaction-dialect.ts'
import { buildBeginSql, statementTimeoutMs } from './transaction-settings.ts'

let database: FreshDatabase
const clients: pg.Client[] = []
const storages: StorageAdapter[] = []
let url: string
let admin: pg.Client

const connect = async (): Promise<pg.Client> => {
  const client = new pg.Client(url)
  clients.push(client)
  await client.connect()
  return client
}
beforeEach(async () => {
  database = await createDatabase(inject('postgresUrl'), 'migrations')
  url = database.url
  admin = await connect()
})
afterEach(async () => {
  for (const storage of storages.splice(0)) await storage.close()
  for (const client of clients.splice(0)) await client.end()
  await database.drop()
})

/** Creates the adapter of this version. */
const createStorage = (): StorageAdapter => {
  const storage = postgresStorage({ connectionString: url })
  storages.push(storage)
  return storage
}

/** Creates the adapter of another version, which has other migrations. */
const createOtherVersion = (options: MigrateOptions): StorageAdapter => {
  const pool = new pg.Pool({ connectionString: url })
  const begin = CompiledQuery.raw(buildBeginSql('claude', statementTimeoutMs))
  const dialect = createTransactionDialect(new PostgresDialect({ pool }), async (connection) => {
    await connection.executeQuery(begin)
  })
  const db = new Kysely<Database>({ dialect })
  const storage = createSqlStorage(
    { db, openGroupDb: () => ({ db, cancel: null }) },
    { schema: 'claude', maxHeavyReads: 1, close: () => pool.end(), ...options },
  )
  storages.push(storage)
  return storage
}

/** Describes all columns of the schema, and the migrations that were applied. */
const describeSchema = async () => {
  const { rows } = await admin.query(
    `select table_name, column_name, data_type from information_schema.columns where table_schema = 'claude' order by 1, 2`,
  )
  const applied = await admin.query('select * from claude.migrations').catch(() => null)
  return { columns: rows, applied: applied?.rows }
}

const [firstMigration] = migrations as readonly [Migration]

describe('a schema that another version made', () => {
  test.each<readonly [string, () => Promise<unknown>]>([
    [
      'the same migration had other statements',
      () =>
        createOtherVersion({
          migrations: [
            { ...firstMigration, statements: [...firstMigration.statements, 'create table extra (id text)'] },
          ],
        }).migrate(),
    ],
    [
      'there was another first migration',
      () => createOtherVersion({ migrations: [{ ...firstMigration, name: '000_old' }] }).migrate(),
    ],
    [
      'it stored no fingerprint',
      () =>
        admin.query(`
          create schema claude;
          create table claude.migrations (name varchar(255) primary key, timestamp varchar(255) not null);
          insert into claude.migrations values ('001_tables', '2026-11-01'), ('002_columns', '2026-11-01');
          create table claude.usage_days (account_id text)`),
    ],
    [
      'it listed no migrations',
      () => admin.query('create schema claude; create table claude.usage_days (account_id text)'),
    ],
    [
      'the host has a table of the same name',
      () => admin.query('create schema claude; create table claude.employees (id integer)'),
    ],
    [
      'the host has a table of migrations',
      () =>
        admin.query(`create schema claude; create table claude.migrations (id serial, migration text, batch integer);
          insert into claude.migrations (migration, batch) values ('2026_11_01_create_users', 1)`),
    ],
    [
      'the host has an empty table of migrations',
      () => admin.query('create schema claude; create table claude.migrations (id serial, batch integer)'),
    ],
  ])('is refused with schema_differs and stays as it is: %s', async (_, makeSchema) => {
    await makeSchema()
    const before = await describeSchema()
    await expect(createStorage().migrate()).rejects.toMatchObject({
      name: 'StorageError',
      code: 'schema_differs',
      message: expect.stringMatching(/read from Claude’s API again/),
    })
    expect(await describeSchema()).toEqual(before)
  })

  test('is not refused for other line breaks or indentation', async () => {
    const statements = firstMigration.statements.map((statement) => statement.replace(/\s+/g, ' \n   '))
    await createOtherVersion({ migrations: [{ ...firstMigration, statements }] }).migrate()
    await createStorage().migrate()
  })
})

describe('a schema that a newer version extended', () => {
  const newer: readonly Migration[] = [
    ...migrations,
    {
      name: '002_invented',
      statements: [
        'create table invented (account_id text primary key)',
        `alter table ledger add column invented text not null default 'x'`,
        'alter table usage_days add column invented_counter integer',
      ],
    },
  ]

  test('is used by the older version, which never runs the new migration, and by the newer version again', async () => {
    await createStorage().migrate()
    await createOtherVersion({ migrations: newer }).migrate()
    const extended = await describeSchema()

    const older = createStorage()
    await older.migrate()
    const account = createAccountId()
    const day = createDayReading('2026-11-01', [createUsageDay(1, { chat_messages: 7 })])
    await older.writeDay(account, await acquireLongLease(older, account), day)
    expect(await older.readUsage(account, '2026-11-01')).toEqual(day.usage)
    expect((await older.readLedger(account)).map(({ read }) => read?.claudeUsers)).toEqual([3])
    expect(await describeSchema()).toEqual(extended)

    await createOtherVersion({ migrations: newer }).migrate()
    expect(await describeSchema()).toEqual(extended)
    expect(await older.readUsage(account, '2026-11-01')).toEqual(day.usage)
  })
})

describe('a new counter', () => {
  beforeEach(async () => {
    await createStorage().migrate()
    await admin.query('alter table claude.usage_days drop column chat_messages')
  })
  const hasColumn = async () =>
    (await describeSchema()).columns.some(({ column_name }) => column_name === 'chat_messages')
  /** Starts a transaction that reads the table, and so keeps the column from being added. */
  const startLongRead = async (): Promise<pg.Client> => {
    const reader = await connect()
    await reader.query('begin; select count(*) from claude.usage_days')
    return reader
  }

  test('waits for a long read without delaying the reads behind it, and is added after the long read', async () => {
    const reader = await startLongRead()
    const migrating = createStorage().migrate()
    for (let times = 0; times < 2; times += 1) {
      await waitForLockWaits(admin, 1)
      // The statement fails if it waits for half a second.
      await admin.query(`begin; set local lock_timeout = '500ms'; select count(*) from claude.usage_days; commit`)
      await waitForLockWaits(admin, 0)
    }
    expect(await hasColumn()).toBe(false)
    await reader.query('commit')
    await migrating
    expect(await hasColumn()).toBe(true)
  })

  test('is given up with schema_locked, and nothing is changed, if the lock cannot be acquired', async () => {
    await startLongRead()
    const storage = createOtherVersion({ maxAttempts: 2 })
    await expect(storage.migrate()).rejects.toMatchObject({ name: 'StorageError', code: 'schema_locked' })
    expect(await hasColumn()).toBe(false)
  })

  test('is added only once when several servers start at the same time', async () => {
    await Promise.all(Array.from({ length: 4 }, () => createStorage().migrate()))
    expect(await hasColumn()).toBe(true)
  })
})
