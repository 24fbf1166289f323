import type { AccountId } from '@windmill/claude-core'
import { sql } from 'kysely'
import type { StorageAdapter } from '../adapter.ts'
import { createLeaseLostError } from '../errors.ts'
import type { Db } from './schema.ts'
import { toTimestamp } from './values.ts'

type LeaseMethods = Pick<StorageAdapter, 'acquireLease' | 'renewLease' | 'releaseLease' | 'revokeLease' | 'isLeased'>

// One sequence for all accounts, so deleting a lease does not reset the tokens. Otherwise a runner from before an
// erasure could write after it.
const nextToken = sql`nextval('claude.lease_tokens')`

export const createLeaseMethods = (db: Db): LeaseMethods => ({
  async acquireLease(accountId, now, ttlMs) {
    const { rows } = await sql<{ token: number }>`
      insert into claude.leases as held (account_id, token, expires_at)
      values (${accountId}, ${nextToken}, ${toTimestamp(now + ttlMs)})
      on conflict (account_id) do update set token = ${nextToken}, expires_at = excluded.expires_at
      where held.expires_at is null or held.expires_at <= ${toTimestamp(now)}
      returning token::double precision as token`.execute(db)
    return rows[0]?.token ?? null
  },

  async renewLease(accountId, token, now, ttlMs) {
    const { rows } = await sql`
      update claude.leases set expires_at = ${toTimestamp(now + ttlMs)}
      where account_id = ${accountId} and token = ${token}::bigint and expires_at is not null
      returning account_id`.execute(db)
    return rows.length > 0
  },

  async releaseLease(accountId, token) {
    await sql`
      update claude.leases set expires_at = null
      where account_id = ${accountId} and token = ${token}::bigint`.execute(db)
  },

  async revokeLease(accountId) {
    await sql`delete from claude.leases where account_id = ${accountId}`.execute(db)
  },

  async isLeased(accountId, now) {
    const { rows } = await sql`
      select account_id from claude.leases
      where account_id = ${accountId} and expires_at > ${toTimestamp(now)}`.execute(db)
    return rows.length > 0
  },
})

/** Equals the duration of a lease. A runner that stalls for longer can lose its lease anyway. */
const idleInTransactionTimeout = '30s'

/**
 * Locks the account's lease row until the transaction ends, so that no other runner can take over the lease during a
 * write.
 *
 * A process that stalls in the transaction, or loses its network, would lock the row for hours. So the database ends
 * the connection after `idleInTransactionTimeout`, or after its own timeout if one is set.
 * @throws `LeaseLostError` (`lease_lost`) if `token` is not the account's newest lease, or that lease was revoked.
 */
export const requireLease = async (trx: Db, accountId: AccountId, token: number): Promise<void> => {
  const { rows } = await sql`
    select case current_setting('idle_in_transaction_session_timeout')
      when '0' then set_config('idle_in_transaction_session_timeout', ${idleInTransactionTimeout}, true) end
    from claude.leases
    where account_id = ${accountId} and token = ${token}::bigint
    for update`.execute(trx)
  if (rows.length === 0) throw createLeaseLostError()
}
