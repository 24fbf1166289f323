import type { Clock } from '../clock.ts'
import { ProblemError } from '../problem-error.ts'
import { rejectWhenAborted } from '../reject-when-aborted.ts'
import type { ReadOptions } from '../storage/adapter.ts'

/** Bounds how many heavy reads run at once, so that connections are left for everything else. */
export interface ReadLimiter {
  /**
   * Runs a read when its turn comes.
   * @param options.isContinued - Whether the read continues an answer that has begun. It then waits for as long as it
   * takes. `@default` false
   * @throws `ProblemError` `busy` if too many reads wait, or if this one has waited too long.
   * @throws The signal's reason as soon as it is aborted. A read that runs keeps its turn until it has ended.
   */
  readonly run: <Result>(
    read: () => Promise<Result>,
    options?: ReadOptions & { readonly isContinued?: boolean },
  ) => Promise<Result>
  /** Returns how many reads took longer than `slowReadMs` within the last hour, at most `maxSlowReads`. */
  readonly countSlow: () => number
}

/** Minimum duration of a slow read, in milliseconds, without the time that it waited for its turn. */
const slowReadMs = 5_000
/** Time for which a slow read is counted. */
const slowReadRetentionMs = 3_600_000
/** Maximum slow reads to count, so that memory stays bounded. */
const maxSlowReads = 1_000

/** Options of `createReadLimiter`. */
interface ReadLimits {
  readonly maxRunning: number
  /** `@default` 20 */
  readonly maxWaiting?: number
  /** `@default` 20,000 */
  readonly maxWaitMs?: number
  readonly clock: Pick<Clock, 'sleep'>
}

export const createReadLimiter = (limits: ReadLimits): ReadLimiter => {
  const { maxRunning, maxWaiting = 20, maxWaitMs = 20_000, clock } = limits
  let running = 0
  /** When each slow read ended, in monotonic time, oldest first. */
  let slowReadEnds: readonly number[] = []
  /** Functions that begin the turn of a waiting read, oldest first. */
  const waiting = new Set<() => void>()

  const waitForTurn = (signal: AbortSignal | undefined, isContinued: boolean): Promise<void> =>
    new Promise((resolve, reject) => {
      const timer = new AbortController()
      const createWaitEnd = (action: () => void) => () => {
        waiting.delete(begin)
        timer.abort()
        signal?.removeEventListener('abort', cancel)
        action()
      }
      const begin = createWaitEnd(resolve)
      const cancel = createWaitEnd(() => reject(signal?.reason))
      waiting.add(begin)
      signal?.addEventListener('abort', cancel)
      if (isContinued) return
      clock.sleep(maxWaitMs, timer.signal).then(
        createWaitEnd(() => reject(new ProblemError('busy'))),
        () => {},
      )
    })

  const passTurn = (): void => {
    const [begin] = waiting
    if (begin) begin()
    else running -= 1
  }

  const runInTurn = async <Result>(read: () => Promise<Result>, signal: AbortSignal | undefined): Promise<Result> => {
    const begunAt = performance.now()
    try {
      signal?.throwIfAborted()
      return await read()
    } finally {
      if (performance.now() - begunAt > slowReadMs) {
        slowReadEnds = [...slowReadEnds, performance.now()].slice(-maxSlowReads)
      }
      passTurn()
    }
  }

  return {
    async run(read, { signal, isContinued = false } = {}) {
      signal?.throwIfAborted()
      if (running < maxRunning) running += 1
      else if (waiting.size >= maxWaiting && !isContinued) throw new ProblemError('busy')
      else await waitForTurn(signal, isContinued)
      return await rejectWhenAborted(runInTurn(read, signal), signal)
    },
    countSlow() {
      slowReadEnds = slowReadEnds.filter((endedAt) => endedAt > performance.now() - slowReadRetentionMs)
      return slowReadEnds.length
    },
  }
}
