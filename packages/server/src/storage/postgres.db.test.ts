import type { Day } from '@windmill/claude-core'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest'
import { createDatabase, type FreshDatabase } from '../../../../tools/test/start-postgres.ts'
import { acquireLongLease, createAccountId, createDayReading, createUsageDay } from '../testing/fixtures.ts'
import type { StorageAdapter } from './adapter.ts'
import { postgresStorage } from './postgres.ts'

const createFreshDatabase = (): Promise<FreshDatabase> => createDatabase(inject('postgresUrl'), 'storage')

describe('postgresStorage', () => {
  let database: FreshDatabase
  beforeAll(async () => {
    database = await createFreshDatabase()
  })
  afterAll(() => database.drop())

  test('lets several adapters migrate at once', async () => {
    const fresh = await createFreshDatabase()
    const adapters = Array.from({ length: 4 }, () => postgresStorage({ connectionString: fresh.url }))
    await Promise.all(adapters.map((adapter) => adapter.migrate()))
    const account = createAccountId()
    const tokens = await Promise.all(adapters.map((adapter) => adapter.acquireLease(account, 60_000)))
    expect(tokens.filter((token) => token !== null).length).toBe(1)
    await Promise.all(adapters.map((adapter) => adapter.close()))
    await fresh.drop()
  })

  test('rejects calls with not_started when a table or a column is missing', async () => {
    const fresh = await createFreshDatabase()
    const storage = postgresStorage({ connectionString: fresh.url })
    const account = createAccountId()
    const notStarted = { name: 'StorageError', code: 'not_started' }
    await expect(storage.getConnection(account)).rejects.toMatchObject(notStarted)
    await expect(storage.nextDirectoryVersion(account)).rejects.toMatchObject(notStarted)
    await storage.migrate()
    expect(await storage.getConnection(account)).toBeNull()
    const admin = new pg.Client(fresh.url)
    await admin.connect()
    await admin.query('alter table claude.connections drop column last_four')
    await admin.end()
    await expect(storage.getConnection(account)).rejects.toMatchObject(notStarted)
    await storage.close()
    await fresh.drop()
  })

  test('survives a broken idle connection, and leaves the host’s pool open when it is closed', async () => {
    const pool = new pg.Pool({ connectionString: database.url, max: 1 })
    const storage = postgresStorage({ pool })
    await storage.migrate()
    const connectionBroken = new Promise((resolve) => pool.once('error', resolve))
    const admin = new pg.Client(inject('postgresUrl'))
    await admin.connect()
    const name = new URL(database.url).pathname.slice(1)
    await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name])
    await admin.end()
    await connectionBroken
    await storage.migrate()
    await storage.close()
    expect((await pool.query('select 1 as value')).rows).toEqual([{ value: 1 }])
    await pool.end()
  })

  test('rejects only the write in progress when its connection breaks', async () => {
    const name = 'broken-write'
    const url = new URL(database.url)
    url.searchParams.set('application_name', name)
    const storage = postgresStorage({ connectionString: url.href })
    await storage.migrate()
    const account = createAccountId()
    const token = await acquireLongLease(storage, account)
    const day = createDayReading('2026-11-01', [createUsageDay(1)])

    const admin = new pg.Client(database.url)
    await admin.connect()
    await admin.query('begin; lock table claude.ledger')
    const write = storage.writeDay(account, token, day)
    write.catch(() => {})
    const terminate = `select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = $1 and wait_event_type = 'Lock'`
    await vi.waitFor(async () => expect((await admin.query(terminate, [name])).rows.length).toBe(1), {
      timeout: 30_000,
      interval: 5,
    })
    await admin.query('rollback')
    await admin.end()

    await expect(write).rejects.toThrow('terminat')
    expect(await storage.readUsage(account, '2026-11-01')).toEqual([])
    await storage.writeDay(account, token, day)
    expect(await storage.readUsage(account, '2026-11-01')).toEqual(day.usage)
    await storage.close()
  })

  test('keeps all tables in the schema that the host chose, so two schemas can share a database', async () => {
    const fresh = await createFreshDatabase()
    const account = createAccountId()
    const storages = [undefined, 'windmill_claude'].map((schema) =>
      postgresStorage({ connectionString: fresh.url, schema }),
    ) as [StorageAdapter, StorageAdapter]
    for (const storage of storages) await storage.migrate()
    const [storage, other] = storages
    const token = await acquireLongLease(other, account)
    await other.writeDay(account, token, createDayReading('2026-11-01', [createUsageDay(1)]))
    expect(await storage.readLedger(account)).toEqual([])
    expect((await other.readLedger(account)).map(({ day }) => day)).toEqual(['2026-11-01'])
    await Promise.all(storages.map((each) => each.close()))
    const admin = new pg.Client(fresh.url)
    await admin.connect()
    const { rows } = await admin.query(`select table_schema as name, count(*)::integer as tables
      from information_schema.tables where table_schema not in ('pg_catalog', 'information_schema') group by 1 order by 1`)
    expect(rows.map(({ name }) => name)).toEqual(['claude', 'windmill_claude'])
    expect(rows[0].tables).toBe(rows[1].tables)
    await admin.end()
    await fresh.drop()
  })

  test.each([
    '',
    'Claude',
    'pg_claude',
    'information_schema',
    'user',
    '$user',
    'a"b',
    'a, public',
    'ü',
    'a'.repeat(51),
    null,
  ])('throws option_invalid at once for an invalid schema: %s', (schema) => {
    expect(() => postgresStorage({ connectionString: database.url, schema: schema as string })).toThrow(
      expect.objectContaining({ code: 'option_invalid', message: expect.stringContaining('schema') }),
    )
  })

  test('throws option_invalid for every word that PostgreSQL reserves', async () => {
    const admin = new pg.Client(database.url)
    await admin.connect()
    const { rows } = await admin.query(`select word from pg_get_keywords() where catcode in ('R', 'T')`)
    await admin.end()
    expect(rows.length).toBeGreaterThan(90)
    for (const { word } of rows) {
      expect(() => postgresStorage({ connectionString: database.url, schema: word })).toThrow('reserved word')
    }
  })

  test('rolls back the whole day when its ledger entry fails', async () => {
    const storage = postgresStorage({ connectionString: database.url })
    await storage.migrate()
    const account = createAccountId()
    const token = await acquireLongLease(storage, account)
    const day = createDayReading('2026-11-01', [createUsageDay(1)])
    const read = { ...day.entry.read, latestDay: '2026-13-45' as Day }
    const invalid = { ...day, entry: { ...day.entry, read: read as typeof day.entry.read } }
    await expect(storage.writeDay(account, token, invalid)).rejects.toThrow('date/time field value out of range')
    expect(await storage.readUsage(account, '2026-11-01')).toEqual([])
    expect(await storage.listClaudeUsers(account)).toEqual([])
    await storage.close()
  })
})

describe('postgresStorage with an unusable database', () => {
  const secret = 'p4ssw0rd'

  test.each([
    ['no server', `postgres://ada:${secret}@127.0.0.1:1/usage`, '127.0.0.1:1'],
    ['no such host', `postgres://ada:${secret}@database.invalid:5432/usage`, 'database.invalid:5432'],
  ])(
    'rejects migrate with an error that names the server but not the password: %s',
    async (_, connectionString, server) => {
      const storage = postgresStorage({ connectionString })
      const error = await storage.migrate().catch((caught: unknown) => caught)
      expect(error).toMatchObject({ code: 'database_unreachable', message: expect.stringContaining(server) })
      expect(String(error) + JSON.stringify(error) + (error as Error).stack).not.toContain(secret)
      await storage.close()
    },
  )

  test('rejects migrate with an error that names a database that the server does not have', async () => {
    const url = new URL(inject('postgresUrl'))
    url.pathname = 'nowhere'
    const storage = postgresStorage({ connectionString: url.href })
    await expect(storage.migrate()).rejects.toMatchObject({
      code: 'database_unreachable',
      message: expect.stringContaining('nowhere'),
    })
    await storage.close()
  })

  test.each(['', 'localhost', 'mysql://ada@localhost/usage', `postgres://ada:${secret}#x@localhost/usage`])(
    'throws database_url_invalid at once for an invalid URL: %s',
    (connectionString) => {
      expect(() => postgresStorage({ connectionString })).toThrow(
        expect.objectContaining({ code: 'database_url_invalid', message: expect.not.stringContaining(secret) }),
      )
    },
  )
})
