import { AnalyticsError } from '@windmill/claude-core/api'
import type { Clock } from '../clock.ts'
import { maxWaitMs } from './pacer.ts'

/** Maximum attempts per request of a sync. */
const defaultMaxAttempts = 5
/** First wait after a failure. It doubles with each attempt. */
const initialBackoffMs = 1_000
/** First wait after a refusal because the API's limit is spent. Five attempts take longer than the limit's minute. */
const initialRefusalBackoffMs = 5_000

/** Sends a request, and sends it again after a transient failure. */
export type Retry = <Answer>(request: () => Promise<Answer>) => Promise<Answer>

interface RetryOptions {
  readonly clock: Clock
  /** Resolves when the next attempt may be sent. */
  readonly take: () => Promise<void>
  /** Pauses the whole budget after the API refused a request. */
  readonly pause: (milliseconds: number) => Promise<void>
  readonly signal?: AbortSignal | undefined
  /** Maximum attempts per request. `@default 5` */
  readonly maxAttempts?: number | undefined
}

/**
 * Creates a function that paces requests and retries transient failures with exponential backoff. The API can ask for a
 * longer wait, but not for a shorter one, so that wrong headers do not use up all attempts at once. When the API asks
 * for more than a minute, the function throws the error, so that a later run sends the request.
 */
export const createRetryFunction =
  ({ clock, take, pause, signal, maxAttempts = defaultMaxAttempts }: RetryOptions): Retry =>
  async (request) => {
    for (let attempt = 1; ; attempt += 1) {
      await take()
      try {
        return await request()
      } catch (error) {
        signal?.throwIfAborted()
        if (!isTransient(error)) throw error
        const isRefused = error.code === 'rate_limited'
        const initialMs = isRefused ? initialRefusalBackoffMs : initialBackoffMs
        const backoffMs = initialMs * 2 ** (attempt - 1) * (isRefused ? 1 : 0.75 + Math.random() / 4)
        const waitMs = Math.max(error.retryAfterMs ?? 0, backoffMs)
        // The whole organization shares the budget. When it is spent, every request must wait.
        if (isRefused) await pause(waitMs)
        if (attempt === maxAttempts || waitMs > maxWaitMs) throw error
        if (!isRefused) await clock.sleep(waitMs, signal)
      }
    }
  }

const isTransient = (error: unknown): error is AnalyticsError =>
  error instanceof AnalyticsError &&
  error.isRetryable &&
  (error.code === 'rate_limited' || error.code === 'api_unavailable' || error.code === 'api_unreachable')
