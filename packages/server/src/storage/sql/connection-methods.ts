import type { AccountId, Day } from '@windmill/claude-core'
import { type Insertable, sql } from 'kysely'
import type { ConnectionRecord, StorageAdapter } from '../adapter.ts'
import { sanitizeConnection } from '../sanitize.ts'
import { deleteInBatches } from './delete-in-batches.ts'
import { blockWrites, isAccountErased, lockLease } from './lease-methods.ts'
import { lockAccount } from './lock-account.ts'
import { forgetChanges, numberDays } from './number-changes.ts'
import type { ConnectionTable, Database, Db } from './schema.ts'
import { formatDay, toMilliseconds, toTimestamp } from './values.ts'

type ConnectionMethods = Pick<
  StorageAdapter,
  | 'listConnections'
  | 'getConnection'
  | 'saveConnection'
  | 'updateConnection'
  | 'saveInvitation'
  | 'acceptInvitation'
  | 'replaceSealedKey'
  | 'requestSync'
  | 'getSyncRequest'
  | 'finishSyncRequest'
  | 'listSyncRequests'
  | 'eraseAccount'
  | 'reopenAccount'
  | 'isAccountErased'
>

/** The tables from which an erasure deletes all rows of the account. The account's lease row and its log stay. */
const accountTables: readonly (keyof Database)[] = [
  'connections',
  'ledger',
  'usage_days',
  'activity',
  'published_totals',
  'month_checks',
  'findings',
  'links',
  'mappings',
  'claude_users',
  'employees',
  'directories',
  'reporting_lines',
]

export const createConnectionMethods = (db: Db): ConnectionMethods => ({
  async listConnections() {
    return (await selectConnections(db).orderBy('account_id').execute()).map(toRecord)
  },

  async getConnection(accountId) {
    const row = await selectConnections(db).where('account_id', '=', accountId).executeTakeFirst()
    return row ? toRecord(row) : null
  },

  async saveConnection({ accountId, ...record }) {
    const values = toColumns(record)
    const save = async (trx: Db): Promise<true> => {
      await trx
        .insertInto('connections')
        .values({ account_id: accountId, ...values } as Insertable<ConnectionTable>)
        .onConflict((conflict) => conflict.column('account_id').doUpdateSet(values))
        .execute()
      return true
    }
    await (record.sealedKey === null ? save(db) : saveAndReopen(db, accountId, save))
  },

  async updateConnection(accountId, changes) {
    const values = toColumns(changes)
    if (Object.keys(values).length === 0) return
    await db.updateTable('connections').set(values).where('account_id', '=', accountId).execute()
  },

  async saveInvitation(accountId, invitation) {
    const values = toColumns({ invitation })
    await db
      .insertInto('connections')
      .values({ account_id: accountId, status: 'disconnected', ...values })
      .onConflict((conflict) => conflict.column('account_id').doUpdateSet(values))
      .execute()
  },

  acceptInvitation: ({ accountId, ...record }, hash) =>
    saveAndReopen(db, accountId, async (trx) => {
      const { numUpdatedRows } = await trx
        .updateTable('connections')
        .set(toColumns(record))
        .where('account_id', '=', accountId)
        .where('invitation_hash', '=', hash)
        .executeTakeFirst()
      return numUpdatedRows > 0n
    }),

  async replaceSealedKey(accountId, from, to) {
    const { numUpdatedRows } = await db
      .updateTable('connections')
      .set({ sealed_key: to })
      .where('account_id', '=', accountId)
      .where('sealed_key', '=', from)
      .executeTakeFirst()
    return numUpdatedRows > 0n
  },

  async requestSync(accountId, requestId) {
    await db.updateTable('connections').set({ sync_request: requestId }).where('account_id', '=', accountId).execute()
  },

  async getSyncRequest(accountId) {
    const row = await db
      .selectFrom('connections')
      .select('sync_request')
      .where('account_id', '=', accountId)
      .executeTakeFirst()
    return row?.sync_request ?? null
  },

  async finishSyncRequest(accountId, requestId) {
    await db
      .updateTable('connections')
      .set({ sync_request: null })
      .where('account_id', '=', accountId)
      .where('sync_request', '=', requestId)
      .execute()
  },

  async listSyncRequests() {
    const rows = await db.selectFrom('connections').select('account_id').where('sync_request', 'is not', null).execute()
    return rows.map(({ account_id }) => account_id as AccountId)
  },

  async eraseAccount(accountId) {
    // From here on, nothing of the directory is stored.
    await blockWrites(db, accountId)
    // The days come first, in steps that each take seconds, because one statement for years of usage would exceed its
    // timeout. Each day is deleted with its ledger entry. So a read during the erasure, or after an interruption, finds
    // the day missing instead of zero.
    for (const day of await listDays(db, accountId)) {
      await db.transaction().execute(async (trx) => {
        await blockWrites(trx, accountId)
        for (const table of ['ledger', 'usage_days', 'activity'] as const) {
          await sql`
            delete from ${sql.table(table)} where account_id = ${accountId} and day = ${day}::date`.execute(trx)
        }
        await numberDays(trx, accountId, [day])
      })
    }
    // One row per change: too many to delete in one statement.
    await deleteInBatches(db, 'reporting_lines', accountId, 'employee_id')
    await db.transaction().execute(async (trx) => {
      // Waits for the changes that began before, so that none of them is stored after the deletion.
      for (const kind of ['directory', 'links', 'kept'] as const) await lockAccount(trx, kind, accountId)
      await blockWrites(trx, accountId)
      await forgetChanges(trx, accountId)
      for (const table of accountTables) {
        await sql`delete from ${sql.table(table)} where account_id = ${accountId}`.execute(trx)
      }
      // The next slot would reveal how many Claude users there were. No slot is in use now, so it starts again at 0.
      await sql`
        update leases set next_slot = 0, erased_through = (
          select max(number) from log where account_id = ${accountId} and claude_user_id is not null
        ) where account_id = ${accountId}`.execute(trx)
      // Only hashes stay. They keep a later connect from reading usage that was not kept before the erasure.
      await sql`
        update kept_from set since = null, claude_user_id = null
        where account_id = ${accountId} and since is not null`.execute(trx)
    })
  },

  reopenAccount: (accountId) => reopenAccount(db, accountId),

  isAccountErased: (accountId) => isAccountErased(db, accountId),
})

/**
 * Saves a connection with a key and reopens its account, in one transaction. A concurrent erasure either ends before
 * this transaction, or deletes the connection.
 * @param save - Returns whether the connection was saved.
 */
const saveAndReopen = (db: Db, accountId: AccountId, save: (trx: Db) => Promise<boolean>): Promise<boolean> =>
  db.transaction().execute(async (trx) => {
    // The lease is locked first, as in an erasure, so that this transaction and an erasure never wait for each other.
    await lockLease(trx, accountId)
    const isSaved = await save(trx)
    if (isSaved) await reopenAccount(trx, accountId)
    return isSaved
  })

const reopenAccount = async (db: Db, accountId: AccountId): Promise<void> => {
  await db
    .updateTable('leases')
    .set({ is_erased: false })
    .where('account_id', '=', accountId)
    .where('is_erased', '=', true)
    .execute()
}

const listDays = async (db: Db, accountId: AccountId): Promise<readonly Day[]> => {
  const rows = await db
    .selectFrom('ledger')
    .select(formatDay<Day>('day').as('day'))
    .where('account_id', '=', accountId)
    .execute()
  return rows.map(({ day }) => day)
}

const selectConnections = (db: Db) =>
  db
    .selectFrom('connections')
    .select([
      'account_id',
      'status',
      'reason_code',
      'reason_message',
      'sealed_key',
      'last_four',
      'organization_id',
      'failure_code',
      'failure_message',
      'invitation_hash',
      'assigned_seats',
      'pending_invites',
      'announced',
    ])
    .select([
      toMilliseconds<number | null>('saved_at').as('saved_at'),
      formatDay<Day | null>('latest_day').as('latest_day'),
      formatDay<Day | null>('not_served_through').as('not_served_through'),
      toMilliseconds<number | null>('last_sync_at').as('last_sync_at'),
      toMilliseconds<number | null>('failed_at').as('failed_at'),
      toMilliseconds<number | null>('blocked_since').as('blocked_since'),
      toMilliseconds<number | null>('invitation_expires_at').as('invitation_expires_at'),
      formatDay<Day | null>('seats_day').as('seats_day'),
      toMilliseconds<number | null>('seats_asked_at').as('seats_asked_at'),
      toMilliseconds<number | null>('check_requested_at').as('check_requested_at'),
    ])

const toRecord = (
  row: Awaited<ReturnType<ReturnType<typeof selectConnections>['execute']>>[number],
): ConnectionRecord => ({
  accountId: row.account_id as AccountId,
  status: row.status,
  reason: row.reason_code === null ? null : { code: row.reason_code, message: row.reason_message ?? '' },
  sealedKey: row.sealed_key,
  lastFour: row.last_four,
  savedAt: row.saved_at,
  organizationId: row.organization_id,
  latestDay: row.latest_day,
  notServedThrough: row.not_served_through,
  lastSyncAt: row.last_sync_at,
  lastFailure:
    row.failed_at === null ? null : { at: row.failed_at, code: row.failure_code, message: row.failure_message },
  blockedSince: row.blocked_since,
  seats:
    row.seats_day === null || row.assigned_seats === null
      ? null
      : { day: row.seats_day, assigned: row.assigned_seats, pendingInvites: row.pending_invites },
  seatsAskedAt: row.seats_asked_at,
  invitation:
    row.invitation_hash === null || row.invitation_expires_at === null
      ? null
      : { hash: row.invitation_hash, expiresAt: row.invitation_expires_at },
  checkRequestedAt: row.check_requested_at,
  announced: row.announced === null ? null : JSON.parse(row.announced),
})

/** Maps the given fields to columns. Fields that are not given have no column in the result. */
const toColumns = (changes: Partial<Omit<ConnectionRecord, 'accountId'>>) => {
  const {
    status,
    reason,
    sealedKey,
    lastFour,
    savedAt,
    organizationId,
    latestDay,
    notServedThrough,
    lastSyncAt,
    lastFailure,
    blockedSince,
    seats,
    seatsAskedAt,
    invitation,
    checkRequestedAt,
    announced,
  } = sanitizeConnection(changes)
  return {
    ...(status !== undefined && { status }),
    ...(reason !== undefined && { reason_code: reason?.code ?? null, reason_message: reason?.message ?? null }),
    ...(sealedKey !== undefined && { sealed_key: sealedKey }),
    ...(lastFour !== undefined && { last_four: lastFour }),
    ...(savedAt !== undefined && { saved_at: savedAt === null ? null : toTimestamp(savedAt) }),
    ...(organizationId !== undefined && { organization_id: organizationId }),
    ...(latestDay !== undefined && { latest_day: latestDay === null ? null : sql<string>`${latestDay}::date` }),
    ...(notServedThrough !== undefined && {
      not_served_through: notServedThrough === null ? null : sql<string>`${notServedThrough}::date`,
    }),
    ...(lastSyncAt !== undefined && { last_sync_at: lastSyncAt === null ? null : toTimestamp(lastSyncAt) }),
    ...(lastFailure !== undefined && {
      failed_at: lastFailure && toTimestamp(lastFailure.at),
      failure_code: lastFailure?.code ?? null,
      failure_message: lastFailure?.message ?? null,
    }),
    ...(blockedSince !== undefined && { blocked_since: blockedSince === null ? null : toTimestamp(blockedSince) }),
    ...(seats !== undefined && {
      seats_day: seats && sql<string>`${seats.day}::date`,
      assigned_seats: seats?.assigned ?? null,
      pending_invites: seats?.pendingInvites ?? null,
    }),
    ...(seatsAskedAt !== undefined && { seats_asked_at: seatsAskedAt === null ? null : toTimestamp(seatsAskedAt) }),
    ...(invitation !== undefined && {
      invitation_hash: invitation?.hash ?? null,
      invitation_expires_at: invitation && toTimestamp(invitation.expiresAt),
    }),
    ...(checkRequestedAt !== undefined && {
      check_requested_at: checkRequestedAt === null ? null : toTimestamp(checkRequestedAt),
    }),
    ...(announced !== undefined && { announced: announced && JSON.stringify(announced) }),
  }
}
