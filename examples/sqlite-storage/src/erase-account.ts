import type { AccountId } from '@windmill/claude-core'
import { addAccount, createToken } from './accounts.ts'
import type { Database } from './database.ts'

/**
 * Deletes everything of an account except the log and the hashes, and revokes its lease. The number of the newest
 * change stays, so that the changes from now on have higher numbers.
 */
export const eraseAccount = (db: Database, accountId: AccountId): void => {
  addAccount(db, accountId)
  db.run`delete from connections where account_id = ${accountId}`
  db.run`delete from ledger where account_id = ${accountId}`
  db.run`delete from usage where account_id = ${accountId}`
  db.run`delete from first_active_days where account_id = ${accountId}`
  db.run`delete from published_weeks where account_id = ${accountId}`
  db.run`delete from month_checks where account_id = ${accountId}`
  db.run`delete from findings where account_id = ${accountId}`
  db.run`delete from claude_users where account_id = ${accountId}`
  db.run`delete from employees where account_id = ${accountId}`
  db.run`delete from reporting_lines where account_id = ${accountId}`
  db.run`delete from links where account_id = ${accountId}`
  db.run`delete from mappings where account_id = ${accountId}`
  db.run`delete from changed_days where account_id = ${accountId}`
  db.run`delete from changed_employees where account_id = ${accountId}`
  db.run`update kept_from set since = null, user_id = null where account_id = ${accountId}`
  db.run`update log set is_before_erasure = 1 where account_id = ${accountId}`
  db.run`update accounts set policy = null, is_erased = 1, lease_token = ${createToken(db)}, lease_expires_at = null,
    directory_version = 0, directory_read_at = null, directory_status = null, lines_changed_at = 0,
    newest_change = newest_change + 1, membership_change = newest_change + 1 where account_id = ${accountId}`
}
