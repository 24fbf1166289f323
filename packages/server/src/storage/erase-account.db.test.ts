import { listDays } from '@windmill/claude-core'
import type pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type AdminStorage, createAdminStorage } from '../test/admin-storage.ts'
import { waitForLockWaits } from '../test/lock-waits.ts'
import {
  acquireLongLease,
  createAccountId,
  createConnectionRecord,
  createDayReading,
  createUsageDay,
} from '../testing/fixtures.ts'
import type { StorageAdapter } from './adapter.ts'

let database: AdminStorage
let admin: pg.Client
let storage: StorageAdapter
beforeEach(async () => {
  database = await createAdminStorage('erase')
  ;({ admin, storage } = database)
})
afterEach(() => database.drop())

const days = listDays({ from: '2026-10-01', to: '2026-10-06' })
const usage = Array.from({ length: 30 }, (_, index) => createUsageDay(index))

/** Stores days of a new account. */
const storeAccount = async () => {
  const account = createAccountId()
  await storage.saveConnection(createConnectionRecord(account))
  const token = await acquireLongLease(storage, account)
  for (const day of days) await storage.writeDay(account, token, createDayReading(day, usage))
  return { account, token }
}

test('erases usage in statements of one day each', async () => {
  const { account } = await storeAccount()
  await admin.query(`
    create table deletions (rows bigint);
    create function record_deletion() returns trigger language plpgsql as $$
      begin
        insert into public.deletions select count(*) from deleted;
        return null;
      end $$;
    create trigger record_deletion after delete on claude.usage_days
      referencing old table as deleted for each statement execute function record_deletion()`)
  await storage.eraseAccount(account)
  const { rows } = await admin.query('select rows::integer from deletions where rows > 0')
  expect(rows.map((row) => row.rows)).toEqual(days.map(() => usage.length))
})

test('an interrupted erasure leaves whole days, keeps earlier runs from writing, and is completed by the next erasure', async () => {
  const { account, token } = await storeAccount()
  const other = await storeAccount()
  await admin.query(`
    create function fail() returns trigger language plpgsql as $$
      begin raise exception 'interrupted'; end $$;
    create trigger fail before delete on claude.usage_days
      for each row when (old.day = '2026-10-03') execute function fail()`)
  await expect(storage.eraseAccount(account)).rejects.toThrow('interrupted')

  const ledgerDays = (await storage.readLedger(account)).map(({ day }) => day)
  expect(ledgerDays).toContain('2026-10-03')
  expect(ledgerDays.length).toBeLessThan(days.length)
  for (const day of days) {
    expect((await storage.readUsage(account, day)).length).toBe(ledgerDays.includes(day) ? usage.length : 0)
  }
  await expect(storage.writeDay(account, token, createDayReading('2026-10-01', usage))).rejects.toMatchObject({
    code: 'lease_lost',
  })
  expect((await storage.getConnection(account))?.organizationId).toBe(createConnectionRecord(account).organizationId)

  await admin.query('drop function fail cascade')
  await storage.eraseAccount(account)
  const { rows } = await admin.query('select distinct account_id from claude.usage_days')
  expect(rows).toEqual([{ account_id: other.account }])
  expect([await storage.readLedger(account), await storage.getConnection(account)]).toEqual([[], null])
})

test('a run that begins during an erasure waits for it, and then writes whole days', async () => {
  const { account } = await storeAccount()
  await admin.query('begin; lock table claude.ledger in share mode')
  const erasing = storage.eraseAccount(account)
  erasing.catch(() => {})
  await waitForLockWaits(admin, 1)
  const writing = acquireLongLease(storage, account).then(async (token) => {
    await storage.writeDay(account, token, createDayReading('2026-10-01', usage)).catch(() => {})
  })
  await admin.query('commit')
  await Promise.all([erasing, writing])
  const ledgerDays = (await storage.readLedger(account)).map(({ day }) => day)
  for (const day of days) {
    expect((await storage.readUsage(account, day)).length).toBe(ledgerDays.includes(day) ? usage.length : 0)
  }
})
