import type pg from 'pg'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type AdminStorage, createAdminStorage } from '../test/admin-storage.ts'
import { countLockWaits, waitForLockWaits } from '../test/lock-waits.ts'
import {
  acquireLongLease,
  changeLinks,
  createAccountId,
  createDayReading,
  createEmployee,
  createLink,
  createLinkChanges,
  createUsageDay,
  toClaudeUserId,
  toEmployeeId,
} from '../testing/fixtures.ts'
import type { StorageAdapter } from './adapter.ts'

let database: AdminStorage
let admin: pg.Client
let storage: StorageAdapter
beforeEach(async () => {
  database = await createAdminStorage('erase_employee')
  ;({ admin, storage } = database)
})
afterEach(() => database.drop())

const erasure = {
  claudeUserIds: [],
  sharedClaudeUserIds: [],
  emailKeys: ['user_1@example.com'],
  pseudonym: toEmployeeId('erased-1'),
}
const usage = [createUsageDay(1, { chat_messages: 5 }), createUsageDay(2, { chat_messages: 7 })]

test.each(['eraseEmployee', 'eraseByAddress'] as const)(
  '%s leaves no row of a day that is being written',
  async (name) => {
    const account = createAccountId()
    await storage.replaceDirectory(account, [createEmployee('maya')])
    const token = await acquireLongLease(storage, account)
    await storage.writeDay(account, token, createDayReading('2026-10-01', usage))
    const emailKeys = new Map([[toClaudeUserId(1), ['user_1@example.com']]])
    if (name === 'eraseEmployee') {
      await changeLinks(storage, account, createLinkChanges({ set: [createLink(1, 'maya')] }))
    } else await storage.eraseEmployee(account, toEmployeeId('maya'), erasure)

    // The day's rows are inserted, and wait for their ledger entry.
    await admin.query('begin; lock table claude.ledger in share mode')
    const writing = storage.writeDay(account, token, createDayReading('2026-10-02', usage))
    await waitForLockWaits(admin, 1)
    const erasing =
      name === 'eraseEmployee'
        ? storage.eraseEmployee(account, toEmployeeId('maya'), erasure)
        : storage.eraseByAddress(account, emailKeys, new Set())
    let hasErased = false
    void erasing.then(() => {
      hasErased = true
    })
    await vi.waitFor(async () => expect(hasErased || (await countLockWaits(admin)) >= 2).toBe(true), {
      timeout: 20_000,
      interval: 5,
    })
    await admin.query('commit')
    await Promise.all([writing, erasing])

    const { rows } = await admin.query('select distinct claude_user_id as id from claude.usage_days')
    expect(rows).toEqual([{ id: 'user_2' }])
    const users = await admin.query('select claude_user_id as id from claude.claude_users')
    expect(users.rows).toEqual([{ id: 'user_2' }])
  },
)
