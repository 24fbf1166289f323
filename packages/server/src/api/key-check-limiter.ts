import type { AccountId } from '@windmill/claude-core'
import type { Clock } from '../clock.ts'
import { ProblemError } from '../problem-error.ts'
import { rejectWhenAborted } from '../reject-when-aborted.ts'

/** Who requests a key check: the viewers of the account, or a person with an invitation. */
export type KeyCheckCaller = 'viewer' | InvitedCaller

/** A person with an invitation. */
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
 * Maximum key checks per hour and process, for all viewers of an account together and for each of its invitations. Ten
 * checks allow five attempts to preview a key and then connect with it. Because of the separate limits, a person with
 * an invitation cannot use up the checks of those who manage the connection, or the checks of the next invitation.
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

  /**
   * Adds a check to each of some counts.
   * @param maxChecks - The maximum of each count, by the name of the count.
   * @throws `ProblemError` `too_many_checks` if one of these counts has reached its maximum.
   */
  const countCheck = (maxChecks: Readonly<Record<string, number>>): void => {
    const now = monotonicNow()
    for (const [name, times] of checkTimes) {
      const latest = times.filter((time) => time > now - hourMs)
      if (latest.length === 0) checkTimes.delete(name)
      else checkTimes.set(name, latest)
    }
    for (const [name, maximum] of Object.entries(maxChecks)) {
      if ((checkTimes.get(name) ?? []).length >= maximum) throw new ProblemError('too_many_checks')
    }
    for (const name of Object.keys(maxChecks)) checkTimes.set(name, [...(checkTimes.get(name) ?? []), now])
  }

  return {
    async run(accountId, caller, check, signal) {
      signal?.throwIfAborted()
      const invitedCaller = caller === 'viewer' ? null : caller
      const callerName = `${invitedCaller?.invitation ?? 'viewers'} of ${accountId}`
      countCheck({
        [callerName]: maxChecksPerHour,
        ...(invitedCaller && { [`invitations of ${accountId}`]: maxInvitedChecksPerHour }),
      })
      const start = async () => {
        signal?.throwIfAborted()
        await invitedCaller?.requireValid()
        signal?.throwIfAborted()
        return await check()
      }
      // At most one check of each caller waits in the queue of the account.
      const result = runInCallerOrder(callerName, () => runInAccountOrder(accountId, start))
      return await rejectWhenAborted(result, signal)
    },
  }
}

/** Creates a function that runs a task after the earlier tasks of the same queue have ended. */
const createQueues = () => {
  /** By the name of a queue, a promise that settles when the latest task of the queue has ended. */
  const latestTasks = new Map<string, Promise<unknown>>()
  return <Result>(queueName: string, task: () => Promise<Result>): Promise<Result> => {
    const result = (latestTasks.get(queueName) ?? Promise.resolve()).then(task)
    const ended = result.catch(() => {})
    latestTasks.set(queueName, ended)
    void ended.then(() => {
      if (latestTasks.get(queueName) === ended) latestTasks.delete(queueName)
    })
    return result
  }
}
