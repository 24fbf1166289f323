import { AnalyticsError } from '@windmill/claude-core/api'
import type { Clock } from '../clock.ts'
import { maxWaitMs, type Pacer } from './pacer.ts'

/** Maximum attempts per request of a sync. */
const defaultMaxAttempts = 5
const initialBackoffMs = 1_000
/** Maximum pause, even if the API asks for a longer one, so that the next hourly run tries again. */
const maxPauseMs = 45 * 60_000

/** Sends a request, and sends it again after a transient failure. */
export type Retry = <Answer>(request: () => Promise<Answer>) => Promise<Answer>

interface RetryOptions {
  readonly signal?: AbortSignal | undefined
  /** Maximum attempts per request. `@default 5` */
  readonly maxAttempts?: number | undefined
}

/**
 * Creates a function that paces requests and retries transient failures with exponential backoff. When the API asks for
 * a wait of more than a minute, the function throws the error at once, so that a later run sends the request.
 */
export const createRetryFunction =
  (pacer: Pacer, clock: Clock, { signal, maxAttempts = defaultMaxAttempts }: RetryOptions = {}): Retry =>
  async (request) => {
    for (let attempt = 1; ; attempt += 1) {
      await pacer.take(signal)
      try {
        return await request()
      } catch (error) {
        signal?.throwIfAborted()
        if (!isTransient(error) || attempt === maxAttempts) throw error
        const backoffMs = initialBackoffMs * 2 ** (attempt - 1) * (0.75 + Math.random() / 4)
        const waitMs = error.retryAfterMs ?? backoffMs
        // The whole organization shares the budget. Once it is spent, every request must wait.
        if (error.code === 'rate_limited') pacer.pauseUntil(clock.now() + Math.min(waitMs, maxPauseMs))
        if (waitMs > maxWaitMs) throw error
        if (error.code !== 'rate_limited') await clock.sleep(waitMs, signal)
      }
    }
  }

const isTransient = (error: unknown): error is AnalyticsError =>
  error instanceof AnalyticsError &&
  error.isRetryable &&
  (error.code === 'rate_limited' || error.code === 'api_unavailable' || error.code === 'api_unreachable')
