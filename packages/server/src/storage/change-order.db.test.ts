import type { AccountId } from '@windmill/claude-core'
import type pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type AdminStorage, createAdminStorage } from '../test/admin-storage.ts'
import { waitForLockWaits } from '../test/lock-waits.ts'
import { createReplica } from '../testing/change-tests.ts'
import {
  acquireLongLease,
  changeLinks,
  createAccountId,
  createDayReading,
  createEmployee,
  createLink,
  createLinkChanges,
  createUsageDay,
} from '../testing/fixtures.ts'
import type { StorageAdapter } from './adapter.ts'

let database: AdminStorage
let admin: pg.Client
let storage: StorageAdapter
beforeEach(async () => {
  database = await createAdminStorage('change_order')
  ;({ admin, storage } = database)
})
afterEach(() => database.drop())

const lockKey = 7_305_013

/**
 * Runs `first`, a change of who has figures, until the change has its number. Then runs `second` until it waits for
 * `first`, and lets `first` commit.
 */
const overlap = async (first: () => Promise<unknown>, second: () => Promise<unknown>): Promise<void> => {
  await admin.query(`
    create function public.pause() returns trigger language plpgsql as $$
      begin
        if new.membership_number > old.membership_number then perform pg_advisory_lock_shared(${lockKey}); end if;
        return null;
      end $$;
    create trigger pause after update on claude.change_counters for each row execute function public.pause()`)
  await admin.query(`select pg_advisory_lock(${lockKey})`)
  const earlier = first()
  await waitForLockWaits(admin, 1)
  const later = second()
  await waitForLockWaits(admin, 2)
  await admin.query(`select pg_advisory_unlock(${lockKey})`)
  await Promise.all([earlier, later])
}

const day = '2026-11-01'
type Change = (account: AccountId, token: number) => Promise<unknown>
const link: Change = (account) => changeLinks(storage, account, createLinkChanges({ set: [createLink(1, 1)] }))
const include: Change = (account) => storage.upsertEmployees(account, [createEmployee(1)])
const writeDay: Change = (account, token) =>
  storage.writeDay(account, token, createDayReading(day, [createUsageDay(1, { chat_messages: 8 })]))
const [unlink, limitParticipation]: readonly [Change, Change] = [
  (account) => changeLinks(storage, account, createLinkChanges({ remove: [createLink(1, 1).claudeUserId] })),
  (account) => storage.upsertEmployees(account, [createEmployee(1, { participation: 'totals' })]),
]

test.each<readonly [string, prepare: Change | null, first: Change, second: Change]>([
  ['a day is written while its person is being linked', unlink, link, writeDay],
  ['a day is written while its person is being included', limitParticipation, include, writeDay],
  ['a person is unlinked while they are being included', limitParticipation, include, unlink],
  ['a person is limited while they are being linked', unlink, link, limitParticipation],
])('a copy has every figure when %s', async (_, prepare, first, second) => {
  const account = createAccountId()
  const token = await acquireLongLease(storage, account)
  await storage.replaceDirectory(account, [createEmployee(1)])
  await storage.writeDay(account, token, createDayReading(day, [createUsageDay(1, { chat_messages: 3 })]))
  await link(account, token)
  await prepare?.(account, token)
  const replica = createReplica(storage, account)
  await replica.follow()
  await overlap(
    () => first(account, token),
    () => second(account, token),
  )
  await replica.follow()
  const freshReplica = createReplica(storage, account)
  await freshReplica.follow()
  expect(replica.listRows()).toEqual(freshReplica.listRows())
})
