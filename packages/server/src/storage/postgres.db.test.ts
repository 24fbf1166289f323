import type { Day } from '@windmill/claude-core'
import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest'
import { createDatabase, type FreshDatabase } from '../../../../tools/test/postgres.ts'
import { dayReading, newAccount, takeLease, usageRow } from '../testing/fixtures.ts'
import { storageSuite } from '../testing/index.ts'
import { postgresStorage } from './postgres.ts'

const freshDatabase = (): Promise<FreshDatabase> => createDatabase(inject('postgresUrl'), 'storage')

// The extreme time zones, where a UTC day read as local time is the day before or after.
const settings = [
  { process: 'UTC', session: 'UTC', dateStyle: 'ISO' },
  { process: 'Pacific/Kiritimati', session: 'America/St_Johns', dateStyle: 'German' },
  { process: 'America/Los_Angeles', session: 'Pacific/Kiritimati', dateStyle: 'SQL, DMY' },
]

for (const { process: zone, session, dateStyle } of settings) {
  describe(`process in ${zone}, session in ${session} with dates in ${dateStyle}`, () => {
    let database: FreshDatabase
    const former = process.env.TZ
    beforeAll(() => {
      process.env.TZ = zone
    })
    afterAll(async () => {
      if (former === undefined) delete process.env.TZ
      else process.env.TZ = former
      await database.drop()
    })

    storageSuite(
      { describe, test: test, beforeAll, afterAll, expect, fc },
      {
        name: 'postgresStorage',
        create: async () => {
          database = await freshDatabase()
          const url = new URL(database.url)
          url.searchParams.set('options', `-c TimeZone=${session} -c DateStyle=${dateStyle.replaceAll(' ', '')}`)
          return postgresStorage({ connectionString: url.href })
        },
      },
    )
  })
}

describe('postgresStorage', () => {
  let database: FreshDatabase
  beforeAll(async () => {
    database = await freshDatabase()
  })
  afterAll(() => database.drop())

  test('lets several processes migrate at once', async () => {
    const fresh = await freshDatabase()
    const adapters = Array.from({ length: 4 }, () => postgresStorage({ connectionString: fresh.url }))
    await Promise.all(adapters.map((each) => each.migrate()))
    const account = newAccount()
    const tokens = await Promise.all(adapters.map((each) => each.acquireLease(account, 1_000, 500)))
    expect(tokens.filter((token) => token !== null).length).toBe(1)
    await Promise.all(adapters.map((each) => each.close()))
    await fresh.drop()
  })

  test('rejects calls with not_started when a table or a column is missing', async () => {
    const fresh = await freshDatabase()
    const storage = postgresStorage({ connectionString: fresh.url })
    const account = newAccount()
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

  test('leaves the host’s pool open on close and replaces broken idle connections', async () => {
    const pool = new pg.Pool({ connectionString: database.url, max: 1 })
    const storage = postgresStorage({ pool })
    await storage.migrate()
    const broken = new Promise((resolve) => pool.once('error', resolve))
    const admin = new pg.Client(inject('postgresUrl'))
    await admin.connect()
    const name = new URL(database.url).pathname.slice(1)
    await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name])
    await admin.end()
    await broken
    await storage.migrate()
    await storage.close()
    expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
    await pool.end()
  })

  test('rejects only the write in progress when its connection breaks', async () => {
    const name = 'broken-write'
    const url = new URL(database.url)
    url.searchParams.set('application_name', name)
    const storage = postgresStorage({ connectionString: url.href })
    await storage.migrate()
    const account = newAccount()
    const token = await takeLease(storage, account)
    const day = dayReading('2026-11-01', [usageRow(1)])

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

  test('ends the transaction of a stalled writer after 30 seconds, or after the timeout of the database', async () => {
    const admin = new pg.Client(database.url)
    await admin.connect()
    await admin.query(`
      create table recorded (number integer generated always as identity, timeout text);
      create function record_timeout() returns trigger language plpgsql as $$
        begin
          insert into recorded (timeout) values (current_setting('idle_in_transaction_session_timeout'));
          return new;
        end $$;
      create trigger record_timeout before insert on claude.ledger for each row execute function record_timeout()`)
    for (const options of ['', '-c idle_in_transaction_session_timeout=5s']) {
      const pool = new pg.Pool({ connectionString: database.url, options, max: 1 })
      const storage = postgresStorage({ pool })
      const account = newAccount()
      await storage.writeDay(account, await takeLease(storage, account), dayReading('2026-11-01', [usageRow(1)]))
      await pool.query(`insert into recorded (timeout) values (current_setting('idle_in_transaction_session_timeout'))`)
      await storage.close()
      await pool.end()
    }
    // Each pair is the timeout inside the write, and on the same connection after it.
    const { rows } = await admin.query<{ timeout: string }>('select timeout from recorded order by number')
    expect(rows.map(({ timeout }) => timeout)).toEqual(['30s', '0', '5s', '5s'])
    await admin.query('drop table recorded; drop function record_timeout cascade')
    await admin.end()
  })

  test('rolls back the whole day when its ledger entry fails', async () => {
    const storage = postgresStorage({ connectionString: database.url })
    await storage.migrate()
    const account = newAccount()
    const token = await takeLease(storage, account)
    const day = dayReading('2026-11-01', [usageRow(1)])
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
  ])('names the server but not the password: %s', async (_, connectionString, server) => {
    const storage = postgresStorage({ connectionString })
    const error = await storage.migrate().catch((caught: unknown) => caught)
    expect(error).toMatchObject({ code: 'database_unreachable', message: expect.stringContaining(server) })
    expect(String(error) + JSON.stringify(error) + (error as Error).stack).not.toContain(secret)
    await storage.close()
  })

  test('names a database that the server does not have', async () => {
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
    'rejects an invalid URL at once: %s',
    (connectionString) => {
      expect(() => postgresStorage({ connectionString })).toThrow(
        expect.objectContaining({ code: 'database_url_invalid', message: expect.not.stringContaining(secret) }),
      )
    },
  )
})
