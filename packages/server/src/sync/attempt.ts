import { AnalyticsError } from '@windmill/claude-core/api'
import type { Clock } from '../clock.ts'
import { longestWait, type Pacer } from './pacer.ts'

/** Of a sync, which nobody waits for. */
const mostAttempts = 5
const firstWait = 1_000
/** However long the API asks for, an account is tried again at the next hourly run. */
const longestPause = 45 * 60_000

/** Runs a single request, as often as it takes. */
export type Attempt = <Answer>(request: () => Promise<Answer>) => Promise<Answer>

interface AttemptOptions {
  readonly signal?: AbortSignal | undefined
  /** How often a request is tried at the most. */
  readonly most?: number | undefined
}

/**
 * Paces requests, and repeats one that met a passing trouble, with doubling waits. A wait of more than a minute, asked
 * for by the API, is not slept through: the error is thrown and the work left for the next run.
 */
export const createAttempt =
  (pacer: Pacer, clock: Clock, { signal, most = mostAttempts }: AttemptOptions = {}): Attempt =>
  async (request) => {
    for (let attempt = 1; ; attempt += 1) {
      await pacer.take(signal)
      try {
        return await request()
      } catch (error) {
        signal?.throwIfAborted()
        if (!mayRepeat(error) || attempt === most) throw error
        const backoff = firstWait * 2 ** (attempt - 1) * (0.75 + Math.random() / 4)
        const wait = error.retryAfter ?? backoff
        // The budget is the whole organisation's: when it is spent, no request may go.
        if (error.code === 'rate_limited') pacer.pauseUntil(clock.now() + Math.min(wait, longestPause))
        if (wait > longestWait) throw error
        if (error.code !== 'rate_limited') await clock.sleep(wait, signal)
      }
    }
  }

const mayRepeat = (error: unknown): error is AnalyticsError =>
  error instanceof AnalyticsError &&
  error.retryable &&
  (error.code === 'rate_limited' || error.code === 'api_unavailable' || error.code === 'api_unreachable')
