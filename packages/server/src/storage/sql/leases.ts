import type { AccountId } from '@windmill/claude-core'
import { sql } from 'kysely'
import type { StorageAdapter } from '../adapter.ts'
import { leaseLost } from '../errors.ts'
import type { Db } from './schema.ts'
import { timestamp } from './values.ts'

type LeaseMethods = Pick<StorageAdapter, 'acquireLease' | 'renewLease' | 'releaseLease' | 'revokeLease' | 'isLeased'>

// Tokens come from one sequence over all accounts, so that a lease that is removed does not set them back: a runner from
// before an erasure cannot write after it.
const nextToken = sql`nextval('claude.lease_tokens')`

export const leases = (db: Db): LeaseMethods => ({
  async acquireLease(accountId, now, ttl) {
    const { rows } = await sql<{ token: number }>`
      insert into claude.leases as held (account_id, token, expires_at)
      values (${accountId}, ${nextToken}, ${timestamp(now + ttl)})
      on conflict (account_id) do update set token = ${nextToken}, expires_at = excluded.expires_at
      where held.expires_at is null or held.expires_at <= ${timestamp(now)}
      returning token::double precision as token`.execute(db)
    return rows[0]?.token ?? null
  },

  async renewLease(accountId, token, now, ttl) {
    const { rows } = await sql`
      update claude.leases set expires_at = ${timestamp(now + ttl)}
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
      where account_id = ${accountId} and expires_at > ${timestamp(now)}`.execute(db)
    return rows.length > 0
  },
})

/** As long as a lease lasts, as PostgreSQL writes it. */
const longestStall = '30s'

/**
 * Holds the account's lease row until the transaction ends, so that no other runner can take the lease over in the
 * middle of a write. Throws `LeaseLostError` when one already has. A process that stalls in the middle, or whose machine
 * is cut off, would hold the row for hours: the database ends its transaction, sooner if it has a limit of its own.
 */
export const fence = async (trx: Db, accountId: AccountId, token: number): Promise<void> => {
  const { rows } = await sql`
    select case current_setting('idle_in_transaction_session_timeout')
      when '0' then set_config('idle_in_transaction_session_timeout', ${longestStall}, true) end
    from claude.leases
    where account_id = ${accountId} and token = ${token}::bigint
    for update`.execute(trx)
  if (rows.length === 0) throw leaseLost()
}
