import { AnalyticsError, type RateLimit } from '@windmill/claude-core/api'
import type { Clock } from '../clock.ts'

/** Lets through as many requests as an organisation's budget allows. */
export interface Pacer {
  /**
   * Resolves when the next request may be sent. Rejects with `rate_limited` during a pause that lasts longer than
   * anybody waits: the work is better left for later.
   */
  readonly take: (signal?: AbortSignal) => Promise<void>
  /** Slows down to what the API says is left for all of the organisation's tools together. */
  readonly heed: (limit: RateLimit) => void
  /** Lets nothing through until a time, in milliseconds since 1970. */
  readonly pauseUntil: (time: number) => void
}

const longestReset = 120_000
/** Nothing is held up for longer by a single wait. */
export const longestWait = 60_000

/**
 * Spaces requests evenly: a token bucket that holds one. However it falls into the API's own minutes, none sees more
 * than the budget, and a history takes no longer than with bursts. One pacer serves all requests of an account.
 * @param startedAt - When this process began: what another sent just before it is not known, so the first request waits.
 */
export const createPacer = (requestsPerMinute: number, clock: Clock, startedAt: number): Pacer => {
  const interval = 60_000 / requestsPerMinute
  // When the last request was let through, as far as the spacing goes.
  let lastAt = startedAt
  let nextAt = startedAt + interval
  let pausedUntil = 0
  // Whoever asked first goes first, so that the day begun first is complete first.
  let last: Promise<void> = Promise.resolve()

  const takeTurn = async (signal?: AbortSignal): Promise<void> => {
    for (;;) {
      signal?.throwIfAborted()
      const now = clock.now()
      if (pausedUntil > now + longestWait) throw paused(pausedUntil - now)
      const at = Math.max(nextAt, pausedUntil)
      if (at <= now) {
        // A request that is late, because a timer or the process was, must not make every later one late as well.
        lastAt = Math.max(at, now - interval / 2)
        nextAt = lastAt + interval
        return
      }
      await clock.sleep(at - now, signal)
    }
  }

  return {
    take(signal) {
      const turn = last.then(() => takeTurn(signal))
      last = turn.catch(() => {})
      return turn
    },
    heed({ remaining, resetAt }) {
      const now = clock.now()
      // A limit is one of a minute; a reset that is far away is not understood, and the budget alone holds.
      if (resetAt <= now || resetAt > now + longestReset) return
      // Spread from the last request on, not from its answer: waiting for an answer costs none of the budget.
      nextAt = Math.max(nextAt, lastAt + (resetAt - lastAt) / (remaining + 1))
    },
    pauseUntil(time) {
      pausedUntil = Math.max(pausedUntil, time)
    },
  }
}

const paused = (left: number): AnalyticsError =>
  new AnalyticsError('rate_limited', `Claude’s API asked to wait for ${Math.ceil(left / 60_000)} more minutes.`, {
    retryAfter: left,
    retryable: true,
  })
