import type { AccountId } from '@windmill/claude-core'
import type { Clock } from '../clock.ts'
import { ProblemError } from '../problem-error.ts'
import { rejectWhenAborted } from '../reject-when-aborted.ts'

/** Who requests a key check: people of the account, or whoever has an invitation. */
export type KeyCheckCaller = 'viewer' | InvitedCaller

/** Whoever has an invitation. */
export interface InvitedCaller {
  /** The hash of the invitation. */
  readonly invitation: string
  /** Rejects once the invitation has ended. A check that waited is not started then. */
  readonly requireValid: () => Promise<unknown>
}

/** Limits the key checks of each account, so that they leave the requests of the organization to the sync. */
export interface KeyCheckLimiter {
  /**
   * Runs a check once the earlier checks of the same callers have ended. Checks of an account run one at a time, and
   * those of different accounts concurrently. The callers of an account take turns, so that none keeps the other
   * waiting for longer than one check.
   * @throws `ProblemError` `too_many_checks` after `maxChecksPerHour` of these callers of the account, or
   * `maxInvitedChecksPerHour` with all of its invitations.
   * @throws The signal's reason as soon as it is aborted. A check that waits is then never started. One that runs must
   * end by the same signal.
   */
  readonly run: <Result>(
    accountId: AccountId,
    caller: KeyCheckCaller,
    check: () => Promise<Result>,
    signal: AbortSignal | undefined,
  ) => Promise<Result>
}

/**
 * Maximum key checks per hour and process, of an account by its viewers and by each of its invitations: five attempts
 * to preview a key and connect with it. So whoever has an invitation cannot use up the checks of those who manage the
 * connection, or those of the invitation that replaces it.
 */
export const maxChecksPerHour = 10
/**
 * Maximum key checks per hour and process, of an account by all of its invitations. New invitations do not raise it.
 */
export const maxInvitedChecksPerHour = 30
const hourMs = 60 * 60_000

export const createKeyCheckLimiter = ({ monotonicNow }: Pick<Clock, 'monotonicNow'>): KeyCheckLimiter => {
  const checkTimes = new Map<string, readonly number[]>()
  const runInCallerOrder = createQueues()
  const runInAccountOrder = createQueues()

  /** Counts a check for each key, unless one of them has reached its maximum. */
  const countCheck = (maxChecks: Readonly<Record<string, number>>): void => {
    const now = monotonicNow()
    for (const [key, times] of checkTimes) {
      const latest = times.filter((time) => time > now - hourMs)
      if (latest.length === 0) checkTimes.delete(key)
      else checkTimes.set(key, latest)
    }
    for (const [key, maximum] of Object.entries(maxChecks)) {
      if ((checkTimes.get(key) ?? []).length >= maximum) throw new ProblemError('too_many_checks')
    }
    for (const key of Object.keys(maxChecks)) checkTimes.set(key, [...(checkTimes.get(key) ?? []), now])
  }

  return {
    async run(accountId, caller, check, signal) {
      signal?.throwIfAborted()
      const invitedBy = caller === 'viewer' ? null : caller
      const callerKey = `${invitedBy?.invitation ?? 'viewers'} of ${accountId}`
      countCheck({
        [callerKey]: maxChecksPerHour,
        ...(invitedBy && { [`invitations of ${accountId}`]: maxInvitedChecksPerHour }),
      })
      const start = async () => {
        signal?.throwIfAborted()
        await invitedBy?.requireValid()
        signal?.throwIfAborted()
        return await check()
      }
      // At most one check of each of these callers waits for the account.
      const result = runInCallerOrder(callerKey, () => runInAccountOrder(accountId, start))
      return await rejectWhenAborted(result, signal)
    },
  }
}

/** Creates a function that runs a task once the earlier tasks with the same key have ended. */
const createQueues = () => {
  /** Settles when the latest task with a key has ended. */
  const latestTasks = new Map<string, Promise<unknown>>()
  return <Result>(key: string, task: () => Promise<Result>): Promise<Result> => {
    const result = (latestTasks.get(key) ?? Promise.resolve()).then(task)
    const ended = result.catch(() => {})
    latestTasks.set(key, ended)
    void ended.then(() => {
      if (latestTasks.get(key) === ended) latestTasks.delete(key)
    })
    return result
  }
}
