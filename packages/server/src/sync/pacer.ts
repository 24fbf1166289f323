import { AnalyticsError, type RateLimit } from '@windmill/claude-core/api'
import type { Clock } from '../clock.ts'

/** Rate limiter that keeps an account's requests within its budget. */
export interface Pacer {
  /**
   * Resolves when the next request may be sent. Rejects with `rate_limited` when a pause lasts longer than the maximum
   * wait, so that the caller leaves the work for later.
   */
  readonly take: (signal?: AbortSignal) => Promise<void>
  /**
   * Slows down so that the remaining requests of the organization last until the limit resets. Other tools share it.
   */
  readonly applyRateLimit: (limit: RateLimit) => void
  /** Lets no request through until `time`, in milliseconds since 1970. Never shortens an earlier pause. */
  readonly pauseUntil: (time: number) => void
}

/** Maximum time until a reset. A later reset cannot belong to a limit per minute, so it is ignored. */
const maxResetMs = 120_000
/** Maximum duration of a pause that a request waits for. During a longer pause, the request fails instead. */
export const maxWaitMs = 60_000

/**
 * Creates a pacer that spaces requests evenly, like a token bucket that holds one token. The API counts requests per
 * minute of its own clock, and no such minute gets more than the budget. A backfill takes no longer than with bursts.
 * One pacer serves all requests of an account.
 * @param startedAt - Start of this process, in milliseconds since 1970. The first request is sent one interval later,
 *   because another process may have sent a request just before.
 */
export const createPacer = (requestsPerMinute: number, clock: Clock, startedAt: number): Pacer => {
  const intervalMs = 60_000 / requestsPerMinute
  // Nominal time of the last request. The actual time can be later.
  let lastAt = startedAt
  let nextAt = startedAt + intervalMs
  let pausedUntil = 0
  // Requests are sent first in, first out, so that the day that was started first is complete first.
  let lastTurn: Promise<void> = Promise.resolve()

  const waitForTurn = async (signal?: AbortSignal): Promise<void> => {
    for (;;) {
      signal?.throwIfAborted()
      const now = clock.now()
      if (pausedUntil > now + maxWaitMs) throw createPauseError(pausedUntil - now)
      const at = Math.max(nextAt, pausedUntil)
      if (at <= now) {
        // A late timer must not delay all later requests, so they make up for a delay of up to half an interval.
        lastAt = Math.max(at, now - intervalMs / 2)
        nextAt = lastAt + intervalMs
        return
      }
      await clock.sleep(at - now, signal)
    }
  }

  return {
    take(signal) {
      const turn = lastTurn.then(() => waitForTurn(signal))
      lastTurn = turn.catch(() => {})
      return turn
    },
    applyRateLimit({ remaining, resetAt }) {
      const now = clock.now()
      // Limits are per minute, so a past or distant reset is invalid. Then only the budget applies.
      if (resetAt <= now || resetAt > now + maxResetMs) return
      // The interval starts at the last request, not at its answer, so that a slow answer costs no budget.
      nextAt = Math.max(nextAt, lastAt + (resetAt - lastAt) / (remaining + 1))
    },
    pauseUntil(time) {
      pausedUntil = Math.max(pausedUntil, time)
    },
  }
}

const createPauseError = (remainingMs: number): AnalyticsError =>
  new AnalyticsError(
    'rate_limited',
    `Claude’s API asked to wait for ${Math.ceil(remainingMs / 60_000)} more minutes.`,
    {
      retryAfterMs: remainingMs,
      isRetryable: true,
    },
  )
