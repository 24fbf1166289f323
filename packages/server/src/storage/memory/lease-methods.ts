import type { StorageAdapter } from '../adapter.ts'
import type { Accounts } from './accounts.ts'

type LeaseMethods = Pick<StorageAdapter, 'acquireLease' | 'renewLease' | 'releaseLease' | 'revokeLease' | 'isLeased'>

export const createLeaseMethods = ({ getAccount, getOrCreateAccount }: Accounts): LeaseMethods => {
  // One counter for all accounts, so erasing an account does not reset it. Otherwise a runner from before the erasure
  // could write after it.
  let lastToken = 0

  return {
    async acquireLease(accountId, now, ttlMs) {
      const account = getOrCreateAccount(accountId)
      if (account.lease && account.lease.expiresAt !== null && account.lease.expiresAt > now) return null
      lastToken += 1
      account.lease = { token: lastToken, expiresAt: now + ttlMs }
      return lastToken
    },
    async renewLease(accountId, token, now, ttlMs) {
      const account = getAccount(accountId)
      if (account.lease?.token !== token || account.lease.expiresAt === null) return false
      account.lease = { token, expiresAt: now + ttlMs }
      return true
    },
    async releaseLease(accountId, token) {
      const account = getAccount(accountId)
      if (account.lease?.token === token) account.lease = { token, expiresAt: null }
    },
    async revokeLease(accountId) {
      getAccount(accountId).lease = null
    },
    async isLeased(accountId, now) {
      const expiresAt = getAccount(accountId).lease?.expiresAt ?? null
      return expiresAt !== null && expiresAt > now
    },
  }
}
