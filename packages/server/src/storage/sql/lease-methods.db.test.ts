import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AdminDatabase, createAdminDatabase } from '../../test/admin-database.ts'
import { waitForLockWaits } from '../../test/lock-waits.ts'
import { createAccountId } from '../../testing/fixtures.ts'
import { postgresStorage } from '../postgres.ts'

let database: AdminDatabase
beforeAll(async () => {
  database = await createAdminDatabase('leases')
})
afterAll(() => database.drop())

test('a lease that was acquired after a wait for another transaction lasts as long as every other lease', async () => {
  const { admin } = database
  const storage = postgresStorage({ connectionString: database.url })
  await storage.migrate()
  const setTime = (seconds: number) =>
    admin.query(`update fake_time set time = timestamptz '2026-11-22T15:00:00Z' + ${seconds} * interval '1 second'`)
  await admin.query(`
    create table fake_time (time timestamptz);
    insert into fake_time values ('2026-11-22T15:00:00Z');
    create or replace function claude.storage_time() returns timestamptz language sql volatile
      as 'select time from public.fake_time'`)
  const account = createAccountId()
  const formerToken = await storage.acquireLease(account, 30_000)

  // A write of the former owner locks the row of the lease. The lease expires during the write.
  await admin.query('begin; select from claude.leases for update')
  const acquired = storage.acquireLease(account, 30_000)
  await waitForLockWaits(admin, 1)
  await setTime(100)
  await admin.query('commit')

  expect(await acquired).not.toBe(null)
  expect(await acquired).not.toBe(formerToken)
  expect((await storage.getLease(account))?.remainingMs).toBe(30_000)
  await storage.close()
})
