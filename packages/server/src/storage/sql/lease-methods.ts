import type { AccountId } from '@windmill/claude-core'
import { sql } from 'kysely'
import type { StorageAdapter } from '../adapter.ts'
import { createLeaseLostError } from '../errors.ts'
import type { Db } from './schema.ts'

type LeaseMethods = Pick<StorageAdapter, 'acquireLease' | 'renewLease' | 'releaseLease' | 'revokeLease' | 'getLease'>

// One sequence for all accounts, and the row of an account is never deleted. Otherwise a runner from before an erasure
// could write after it.
const nextToken = sql`nextval('lease_tokens')`

const addToNow = (milliseconds: number) => sql`storage_time() + ${milliseconds}::double precision * interval '1 ms'`

export const createLeaseMethods = (db: Db): LeaseMethods => ({
  async acquireLease(accountId, ttlMs) {
    const { rows } = await sql<{ token: number }>`
      insert into leases as held (account_id, token, expires_at)
      values (${accountId}, ${nextToken}, ${addToNow(ttlMs)})
      on conflict (account_id) do update set token = ${nextToken}, expires_at = ${addToNow(ttlMs)}
      where held.expires_at is null or held.expires_at <= storage_time() or held.expires_at > ${addToNow(ttlMs)}
      returning token::double precision as token`.execute(db)
    return rows[0]?.token ?? null
  },

  async renewLease(accountId, token, ttlMs) {
    const { rows } = await sql`
      update leases set expires_at = ${addToNow(ttlMs)}
      where account_id = ${accountId} and token = ${token}::bigint and expires_at is not null
      returning account_id`.execute(db)
    return rows.length > 0
  },

  async releaseLease(accountId, token) {
    await sql`
      update leases set expires_at = null
      where account_id = ${accountId} and token = ${token}::bigint`.execute(db)
  },

  async revokeLease(accountId) {
    await sql`update leases set token = ${nextToken}, expires_at = null where account_id = ${accountId}`.execute(db)
  },

  async getLease(accountId) {
    const { rows } = await sql<{ token: number; remainingMs: number }>`
      select token::double precision as token,
        (extract(epoch from expires_at - storage_time()) * 1000)::double precision as "remainingMs"
      from leases
      where account_id = ${accountId} and expires_at > storage_time()`.execute(db)
    return rows[0] ?? null
  },
})

/**
 * Locks the account's lease row until the transaction ends, so that no other runner can take over the lease during a
 * write.
 * @throws `LeaseLostError` (`lease_lost`) if `token` is not the account's newest lease, or that lease was revoked.
 */
export const requireLease = async (trx: Db, accountId: AccountId, token: number): Promise<void> => {
  const { rows } = await sql`
    select account_id from leases
    where account_id = ${accountId} and token = ${token}::bigint
    for update`.execute(trx)
  if (rows.length === 0) throw createLeaseLostError()
}

/** Whether the account was erased and not reopened since. */
export const isAccountErased = async (db: Db, accountId: AccountId): Promise<boolean> => {
  const row = await db.selectFrom('leases').select('is_erased').where('account_id', '=', accountId).executeTakeFirst()
  return row?.is_erased ?? false
}

/** Locks the account's lease row until the transaction ends, and inserts it if there is none. */
export const lockLease = async (trx: Db, accountId: AccountId): Promise<void> => {
  await sql`
    insert into leases as held (account_id, token, expires_at) values (${accountId}, ${nextToken}, null)
    on conflict (account_id) do update set token = held.token`.execute(trx)
}

/**
 * Revokes the account's lease, marks the account as erased, and keeps any runner from acquiring the lease until the
 * transaction ends. Waits for a write in progress.
 */
export const blockWrites = async (trx: Db, accountId: AccountId): Promise<void> => {
  await sql`
    insert into leases (account_id, token, expires_at, is_erased) values (${accountId}, ${nextToken}, null, true)
    on conflict (account_id) do update set token = excluded.token, expires_at = null, is_erased = true`.execute(trx)
}
