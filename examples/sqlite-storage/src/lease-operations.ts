import type { StorageAdapter } from '@windmill/claude-server'
import { addAccount, createToken, readAccount } from './accounts.ts'
import type { Database } from './database.ts'

type LeaseOperations = Pick<
  StorageAdapter,
  'acquireLease' | 'renewLease' | 'releaseLease' | 'revokeLease' | 'getLease' | 'updateBudget'
>

export const createLeaseOperations = (db: Database, now: () => number): LeaseOperations => ({
  acquireLease: (accountId, ttlMs) =>
    db.write(() => {
      addAccount(db, accountId)
      // A lease that would last longer than the new one was acquired while the clock was ahead, and does not count.
      const row = db.get<{ lease_token: number }>`update accounts
        set lease_token = ${createToken(db)}, lease_expires_at = ${now() + ttlMs}
        where account_id = ${accountId}
          and not coalesce(lease_expires_at > ${now()} and lease_expires_at <= ${now() + ttlMs}, false)
        returning lease_token`
      return row?.lease_token ?? null
    }),
  renewLease: (accountId, token, ttlMs) =>
    db.write(
      () =>
        db.run`update accounts set lease_expires_at = ${now() + ttlMs}
          where account_id = ${accountId} and lease_token = ${token} and lease_expires_at is not null` > 0,
    ),
  releaseLease: (accountId, token) =>
    db.write(() => {
      db.run`update accounts set lease_expires_at = null where account_id = ${accountId} and lease_token = ${token}`
    }),
  revokeLease: (accountId) =>
    db.write(() => {
      db.run`update accounts set lease_token = ${createToken(db)}, lease_expires_at = null
        where account_id = ${accountId}`
    }),
  getLease: (accountId) =>
    db.read(() => {
      const { lease_token: token, lease_expires_at: expiresAt } = readAccount(db, accountId)
      const remainingMs = (expiresAt ?? 0) - now()
      return remainingMs > 0 ? { token, remainingMs } : null
    }),
  updateBudget: (budgetId, update) =>
    db.write(() => {
      const stored = db.get<{ state: string }>`select state from budgets where budget_id = ${budgetId}`
      db.run`insert into budgets values (${budgetId}, ${update(stored?.state ?? null, now())})
        on conflict do update set state = excluded.state`
    }),
})
