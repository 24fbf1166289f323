import type { AccountId } from '@windmill/claude-core'
import type { Clock } from '../src/clock.ts'
import type { StorageAdapter } from '../src/storage/adapter.ts'

/** Observes the leases of all processes by the true time, whatever the clocks of the processes show. */
export interface LeaseObserver {
  /** Wraps the lease methods of a storage. */
  readonly observe: (storage: StorageAdapter) => StorageAdapter
  /**
   * Returns the failures since the last call: leases that two runners had at the same time, and free leases that were
   * refused.
   */
  readonly takeFailures: () => string[]
}

export const createLeaseObserver = (clock: Clock): LeaseObserver => {
  const failures: string[] = []
  /** The current lease of each account, with its end in true time. */
  const leases = new Map<AccountId, { readonly token: number; readonly endsAt: number }>()
  /** Number of `acquireLease` calls that have not returned yet. Any of them may already have the lease. */
  let pendingCount = 0
  return {
    takeFailures: () => failures.splice(0),
    observe: (storage) => ({
      ...storage,
      async acquireLease(accountId, durationMs) {
        const isHeldNow = () => (leases.get(accountId)?.endsAt ?? 0) > clock.now()
        const isHeld = isHeldNow()
        const mayBeHeld = isHeld || pendingCount > 0
        pendingCount += 1
        const token = await storage.acquireLease(accountId, durationMs)
        pendingCount -= 1
        // Another call may have got the lease while this call was running.
        const wasTaken = isHeld || isHeldNow()
        if (token !== null && wasTaken)
          failures.push(`The lease ${token} was granted while another runner held a lease`)
        if (token === null && !mayBeHeld) failures.push('A free lease was refused')
        if (token !== null) leases.set(accountId, { token, endsAt: clock.now() + durationMs })
        return token
      },
      async renewLease(accountId, token, durationMs) {
        const isRenewed = await storage.renewLease(accountId, token, durationMs)
        if (isRenewed) leases.set(accountId, { token, endsAt: clock.now() + durationMs })
        return isRenewed
      },
      async releaseLease(accountId, token) {
        if (leases.get(accountId)?.token === token) leases.delete(accountId)
        await storage.releaseLease(accountId, token)
      },
      async revokeLease(accountId) {
        leases.delete(accountId)
        await storage.revokeLease(accountId)
      },
      async eraseAccount(accountId) {
        leases.delete(accountId)
        await storage.eraseAccount(accountId)
      },
    }),
  }
}
