import type { StorageAdapter } from '../adapter.ts'
import type { Accounts } from './accounts.ts'

type LeaseMethods = Pick<StorageAdapter, 'acquireLease' | 'renewLease' | 'releaseLease' | 'revokeLease' | 'isLeased'>

export const createLeaseMethods = ({ read, write }: Accounts): LeaseMethods => {
  // One counter for all accounts, so erasing an account does not reset it: a runner from before the erasure cannot write
  // after it.
  let lastToken = 0

  return {
    async acquireLease(accountId, now, ttl) {
      const account = write(accountId)
      if (account.lease && account.lease.expiresAt !== null && account.lease.expiresAt > now) return null
      lastToken += 1
      account.lease = { token: lastToken, expiresAt: now + ttl }
      return lastToken
    },
    async renewLease(accountId, token, now, ttl) {
      const account = read(accountId)
      if (account.lease?.token !== token || account.lease.expiresAt === null) return false
      account.lease = { token, expiresAt: now + ttl }
      return true
    },
    async releaseLease(accountId, token) {
      const account = read(accountId)
      if (account.lease?.token === token) account.lease = { token, expiresAt: null }
    },
    async revokeLease(accountId) {
      read(accountId).lease = null
    },
    async isLeased(accountId, now) {
      const expiresAt = read(accountId).lease?.expiresAt ?? null
      return expiresAt !== null && expiresAt > now
    },
  }
}
