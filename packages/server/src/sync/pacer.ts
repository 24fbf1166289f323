import { AnalyticsError, type RateLimit } from '@windmill/claude-core/api'
import type { Clock } from '../clock.ts'

/** Rate limiter that keeps an account's requests within its budget. */
export interface Pacer {
  /**
   * Resolves when the next request may be sent. Rejects with `rate_limited` when a pause lasts longer than the maximum
   * wait, so that the caller leaves the work for later.
   */
  readonly take: (signal?: AbortSignal) => Promise<void>
  /** Slows down to the rest of the organization's limit, which the API reports and other tools share. */
  readonly applyRateLimit: (limit: RateLimit) => void
  /** Lets no request through until `time`, in milliseconds since 1970. */
  readonly pauseUntil: (time: number) => void
}

/** Maximum time until a reset that still counts as a per-minute limit. */
const maxResetMs = 120_000
/** Maximum duration of a single wait. A longer one fails instead. */
export const maxWaitMs = 60_000

/**
 * Creates a pacer that spaces requests evenly: a token bucket that holds one token. No minute of the API's own clock gets
 * more than the budget, and a full history takes no longer than with bursts. One pacer serves all requests of an account.
 * @param startedAt - Start of this process, in milliseconds since 1970. The first request waits one interval from then,
 *   because a process before this one may just have sent a request.
 */
export const createPacer = (requestsPerMinute: number, clock: Clock, startedAt: number): Pacer => {
  const intervalMs = 60_000 / requestsPerMinute
  // Nominal time of the last request. The actual time can be later.
  let lastAt = startedAt
  let nextAt = startedAt + intervalMs
  let pausedUntil = 0
  // First in, first out, so that the day that was started first is complete first.
  let lastTurn: Promise<void> = Promise.resolve()

  const waitForTurn = async (signal?: AbortSignal): Promise<void> => {
    for (;;) {
      signal?.throwIfAborted()
      const now = clock.now()
      if (pausedUntil > now + maxWaitMs) throw createPauseError(pausedUntil - now)
      const at = Math.max(nextAt, pausedUntil)
      if (at <= now) {
        // A late timer must not delay all later requests, so up to half an interval is made up for.
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
      // Limits are per minute. A distant or past reset is not understood, so only the budget applies.
      if (resetAt <= now || resetAt > now + maxResetMs) return
      // Spread from the last request, not from its answer: waiting for an answer must not cost budget.
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
