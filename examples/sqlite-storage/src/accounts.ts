import type { AccountId } from '@windmill/claude-core'
import { createLeaseLostError } from '@windmill/claude-server/storage'
import type { Database } from './database.ts'

/** The row of an account. */
export interface AccountRow {
  readonly policy: string | null
  readonly is_erased: number
  readonly lease_token: number
  readonly lease_expires_at: number | null
  readonly last_version: number
  readonly directory_version: number
  readonly directory_read_at: number | null
  readonly directory_status: string | null
  readonly lines_changed_at: number
  readonly id_version: number
  readonly newest_change: number
  readonly membership_change: number
}

const emptyAccount: AccountRow = {
  policy: null,
  is_erased: 0,
  lease_token: 0,
  lease_expires_at: null,
  last_version: 0,
  directory_version: 0,
  directory_read_at: null,
  directory_status: null,
  lines_changed_at: 0,
  id_version: 0,
  newest_change: 0,
  membership_change: 0,
}

/** Returns the row of an account. An unknown account is returned empty, but not stored. */
export const readAccount = (db: Database, accountId: AccountId): AccountRow =>
  db.get<AccountRow>`select * from accounts where account_id = ${accountId}` ?? emptyAccount

/** Stores the row of an account if there is none yet. */
export const addAccount = (db: Database, accountId: AccountId): void => {
  db.run`insert into accounts (account_id) values (${accountId}) on conflict do nothing`
}

/** @throws `LeaseLostError` (`lease_lost`) if `token` is not the account's newest lease. */
export const requireLease = (db: Database, accountId: AccountId, token: number): void => {
  const { lease_token: newest } = readAccount(db, accountId)
  if (newest !== token || newest === noToken) throw createLeaseLostError()
}

/** The token of an account that never had a lease. */
const noToken = 0

/** Returns a token that no account has had. A process that lost its lease cannot write for any other account then. */
export const createToken = (db: Database): number =>
  db.get<{ token: number }>`select coalesce(max(lease_token), 0) + 1 as token from accounts`?.token as number
