import type { AccountId } from '@windmill/claude-core'
import type { Clock } from '../clock.ts'
import { ProblemError } from '../problem-error.ts'
import { rejectWhenAborted } from '../reject-when-aborted.ts'

/** Who requests a key check: people of the account, or whoever has its invitation. */
export type KeyCheckCaller = 'viewer' | 'invitation'

/** Limits the key checks of each account, so that they leave the requests of the organization to the sync. */
export interface KeyCheckLimiter {
  /**
   * Runs a check once the earlier checks of the same callers have ended. Checks of an account run one at a time, and
   * those of different accounts concurrently. The callers of an account take turns, so that none keeps the other
   * waiting for longer than one check.
   * @throws `ProblemError` `too_many_checks` after `maxChecksPerHour` of these callers of the account.
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
 * Maximum key checks per hour and process, of an account by each kind of caller: five attempts to preview a key and
 * connect with it. So whoever has an invitation cannot use up the checks of those who manage the connection.
 */
export const maxChecksPerHour = 10
const hourMs = 60 * 60_000

export const createKeyCheckLimiter = ({ monotonicNow }: Pick<Clock, 'monotonicNow'>): KeyCheckLimiter => {
  const checkTimes = new Map<string, readonly number[]>()
  const runInCallerOrder = createQueues()
  const runInAccountOrder = createQueues()

  const countCheck = (key: string): void => {
    const now = monotonicNow()
    for (const [otherKey, times] of checkTimes) {
      if ((times.at(-1) ?? 0) <= now - hourMs) checkTimes.delete(otherKey)
    }
    const times = (checkTimes.get(key) ?? []).filter((time) => time > now - hourMs)
    if (times.length >= maxChecksPerHour) throw new ProblemError('too_many_checks')
    checkTimes.set(key, [...times, now])
  }

  return {
    async run(accountId, caller, check, signal) {
      signal?.throwIfAborted()
      const callerKey = `${caller} of ${accountId}`
      countCheck(callerKey)
      const start = () => {
        signal?.throwIfAborted()
        return check()
      }
      // At most one check of each kind of caller waits for the account.
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
