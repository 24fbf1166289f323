import type { AccountId } from '@windmill/claude-core'
import type { Clock } from '../clock.ts'
import { hostLimits } from '../host/host-limits.ts'

interface RequestPullsOptions {
  readonly clock: Clock
  /** Pulls the directory. Calls `onSlow` if the host is slow to answer. */
  readonly pull: (accountId: AccountId, onSlow: () => void) => Promise<unknown>
}

/**
 * The pulls that requests start. Requests of an account share the pull in progress, and a pull that has ended is not
 * repeated for `directoryPauseMs`.
 */
export interface RequestPulls {
  /**
   * Pulls the directory if this process has not pulled it yet, or if `isOutdated`. Resolves with `none` if there is no
   * pull, with `done` when the pull has ended, and with `slow` if the host is slow to answer. A slow pull goes on in the
   * background.
   */
  readonly pullIfNeeded: (accountId: AccountId, isOutdated: boolean) => Promise<'none' | 'done' | 'slow'>
  /** Makes the next request pull again. */
  readonly forget: (accountId: AccountId) => void
}

interface RequestPull {
  readonly outcome: Promise<'done' | 'slow'>
  /** When the pull ended, by the monotonic clock. Null while the pull is in progress. */
  endedAt: number | null
}

export const createRequestPulls = ({ clock, pull }: RequestPullsOptions): RequestPulls => {
  const pulls = new Map<AccountId, RequestPull>()

  const startPull = (accountId: AccountId): RequestPull => {
    const slow = Promise.withResolvers<'slow'>()
    const done = pull(accountId, () => slow.resolve('slow')).then(() => {
      startedPull.endedAt = clock.monotonicNow()
      return 'done' as const
    })
    const startedPull: RequestPull = { outcome: Promise.race([done, slow.promise]), endedAt: null }
    pulls.set(accountId, startedPull)
    // An error of the host does not reject: it only holds the directory back. After any other error, the next request
    // pulls again.
    done.catch(() => {
      if (pulls.get(accountId) === startedPull) pulls.delete(accountId)
    })
    return startedPull
  }

  return {
    async pullIfNeeded(accountId, isOutdated) {
      const lastPull = pulls.get(accountId)
      if (!lastPull) return await startPull(accountId).outcome
      if (lastPull.endedAt === null) return await lastPull.outcome
      const isPaused = clock.monotonicNow() - lastPull.endedAt < hostLimits.directoryPauseMs
      return isOutdated && !isPaused ? await startPull(accountId).outcome : 'none'
    },
    forget: (accountId) => void pulls.delete(accountId),
  }
}
