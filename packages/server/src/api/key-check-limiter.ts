import type { AccountId } from '@windmill/claude-core'
import type { Clock } from '../clock.ts'
import { ProblemError } from '../problem-error.ts'
import { rejectWhenAborted } from '../reject-when-aborted.ts'

/** Limits the key checks of each account, so that they leave the requests of the organization to the sync. */
export interface KeyCheckLimiter {
  /**
   * Runs a check once the account's earlier checks have ended. Checks of different accounts run concurrently.
   * @throws `ProblemError` `too_many_checks` after `maxChecksPerHour` of the account.
   * @throws The signal's reason as soon as it is aborted. A check that waits is then never started. One that runs must
   * end by the same signal.
   */
  readonly run: <Result>(
    accountId: AccountId,
    check: () => Promise<Result>,
    signal: AbortSignal | undefined,
  ) => Promise<Result>
}

/** Maximum key checks of an account per hour and process: ten attempts to preview a key and connect with it. */
export const maxChecksPerHour = 20
const hourMs = 60 * 60_000

export const createKeyCheckLimiter = ({ monotonicNow }: Pick<Clock, 'monotonicNow'>): KeyCheckLimiter => {
  const checkTimes = new Map<AccountId, readonly number[]>()
  /** Settles when the account's latest check has ended. */
  const latestChecks = new Map<AccountId, Promise<unknown>>()

  const countCheck = (accountId: AccountId): void => {
    const now = monotonicNow()
    for (const [id, times] of checkTimes) {
      if ((times.at(-1) ?? 0) <= now - hourMs) checkTimes.delete(id)
    }
    const times = (checkTimes.get(accountId) ?? []).filter((time) => time > now - hourMs)
    if (times.length >= maxChecksPerHour) throw new ProblemError('too_many_checks')
    checkTimes.set(accountId, [...times, now])
  }

  return {
    async run(accountId, check, signal) {
      signal?.throwIfAborted()
      countCheck(accountId)
      const result = (latestChecks.get(accountId) ?? Promise.resolve()).then(() => {
        signal?.throwIfAborted()
        return check()
      })
      const ended = result.catch(() => {})
      latestChecks.set(accountId, ended)
      void ended.then(() => {
        if (latestChecks.get(accountId) === ended) latestChecks.delete(accountId)
      })
      return await rejectWhenAborted(result, signal)
    },
  }
}
