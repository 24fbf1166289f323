import type { EpochMilliseconds, StorageAdapter } from '../adapter.ts'
import type { Accounts } from './accounts.ts'

type LeaseMethods = Pick<StorageAdapter, 'acquireLease' | 'renewLease' | 'releaseLease' | 'revokeLease' | 'getLease'>

export const createLeaseMethods = (
  { getAccount, getOrCreateAccount }: Accounts,
  now: () => EpochMilliseconds,
): LeaseMethods => {
  // One counter for all accounts, so erasing an account does not reset it. Otherwise a runner from before the erasure
  // could write after it.
  let lastToken = 0

  return {
    async acquireLease(accountId, ttlMs) {
      const account = getOrCreateAccount(accountId)
      const expiresAt = now() + ttlMs
      const heldUntil = account.lease?.expiresAt ?? null
      // A lease that would last longer than the new lease was acquired while the clock was ahead, and does not count.
      if (heldUntil !== null && heldUntil > now() && heldUntil <= expiresAt) return null
      lastToken += 1
      account.lease = { token: lastToken, expiresAt }
      return lastToken
    },
    async renewLease(accountId, token, ttlMs) {
      const account = getAccount(accountId)
      if (account.lease?.token !== token || account.lease.expiresAt === null) return false
      account.lease = { token, expiresAt: now() + ttlMs }
      return true
    },
    async releaseLease(accountId, token) {
      const account = getAccount(accountId)
      if (account.lease?.token === token) account.lease = { token, expiresAt: null }
    },
    async revokeLease(accountId) {
      getAccount(accountId).lease = null
    },
    async getLease(accountId) {
      const { lease } = getAccount(accountId)
      const remainingMs = (lease?.expiresAt ?? 0) - now()
      return lease && lease.expiresAt !== null && remainingMs > 0 ? { token: lease.token, remainingMs } : null
    },
  }
}
