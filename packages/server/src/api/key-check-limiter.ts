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
  /** Rejects if the invitation has ended. A check that waited is then not started. */
  readonly requireValid: () => Promise<unknown>
}

/** Limits the key checks of each account, so that they leave the requests of the organization to the sync. */
export interface KeyCheckLimiter {
  /**
   * Runs a check after the earlier checks of the same caller have ended. Checks of one account run one at a time.
   * Checks of different accounts run concurrently. The callers of an account take turns, so that many checks of one
   * caller delay another caller by only one check. All viewers of an account count as one caller, and so does each
   * invitation.
   * @throws `ProblemError` `too_many_checks` after `maxChecksPerHour` checks of the caller, or
   * `maxInvitedChecksPerHour` checks of all invitations of the account.
   * @throws The signal's reason as soon as it is aborted. A check that waits is then never started. A running check
   * must end by the same signal.
   */
  readonly run: <Result>(
    accountId: AccountId,
    caller: KeyCheckCaller,
    check: () => Promise<Result>,
    signal: AbortSignal | undefined,
  ) => Promise<Result>
}

/**
 * Maximum key checks per hour and process, for all viewers of an account together and for each of its invitations. They
 * allow five attempts to preview a key and connect with it. Separate counts keep whoever has an invitation from using
 * up the checks of those who manage the connection, or the checks of the next invitation.
 */
export const maxChecksPerHour = 10
/**
 * Maximum key checks per hour and process for all invitations of an account. New invitations do not raise it.
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
      const invitedCaller = caller === 'viewer' ? null : caller
      const callerKey = `${invitedCaller?.invitation ?? 'viewers'} of ${accountId}`
      countCheck({
        [callerKey]: maxChecksPerHour,
        ...(invitedCaller && { [`invitations of ${accountId}`]: maxInvitedChecksPerHour }),
      })
      const start = async () => {
        signal?.throwIfAborted()
        await invitedCaller?.requireValid()
        signal?.throwIfAborted()
        return await check()
      }
      // At most one check of each caller waits in the queue of the account.
      const result = runInCallerOrder(callerKey, () => runInAccountOrder(accountId, start))
      return await rejectWhenAborted(result, signal)
    },
  }
}

/** Creates a function that runs a task after the earlier tasks with the same key have ended. */
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
