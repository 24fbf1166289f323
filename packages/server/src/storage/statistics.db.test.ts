import pg from 'pg'
import { afterEach, beforeEach, expect, inject, test } from 'vitest'
import { createDatabase, type FreshDatabase } from '../../../../tools/test/start-postgres.ts'
import { acquireLongLease, createAccountId, createDayReading, createUsageDay } from '../testing/fixtures.ts'
import { postgresStorage } from './postgres.ts'

let database: FreshDatabase
let admin: pg.Client
beforeEach(async () => {
  database = await createDatabase(inject('postgresUrl'), 'statistics')
  admin = new pg.Client(database.url)
  await admin.connect()
})
afterEach(async () => {
  await admin.end()
  await database.drop()
})

const rows = Array.from({ length: 5_000 }, (_, index) => createUsageDay(index))

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
  await storage.writeDay(account, token, createDayReading('2026-10-01', rows.slice(0, 10)))
  estimates.push(await readRowEstimate())
  for (const day of ['2026-10-02', '2026-10-03', '2026-10-04'] as const) {
    await storage.writeDay(account, token, createDayReading(day, rows))
    estimates.push(await readRowEstimate())
  }
  expect(estimates.slice(0, 2)).toEqual([-1, 5_010])
  expect(estimates.at(-1)).toBeGreaterThanOrEqual(10_010)
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
  await storage.writeDay(account, token, createDayReading('2026-10-01', rows))
  expect((await storage.readLedger(account)).length).toBe(1)
  expect(await readRowEstimate()).toBe(-1)
  await storage.close()
  await admin.query(`drop owned by ${role} cascade; drop role ${role}`)
})
