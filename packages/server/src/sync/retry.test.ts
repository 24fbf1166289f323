import { AnalyticsError, type AnalyticsErrorCode, type AnalyticsErrorDetails } from '@windmill/claude-core/api'
import { describe, expect, test } from 'vitest'
import { createVirtualClock } from '../test/virtual-clock.ts'
import { createRetryFunction } from './retry.ts'

const createError = (code: AnalyticsErrorCode, details: AnalyticsErrorDetails) =>
  new AnalyticsError(code, code, details)

/** Runs a request that throws the given errors, one per attempt, and then succeeds. */
const runRequest = async (errors: readonly AnalyticsError[]) => {
  const clock = createVirtualClock(0)
  let pausedUntil = 0
  const retry = createRetryFunction({
    clock,
    take: () => clock.sleep(Math.max(0, pausedUntil - clock.monotonicNow())),
    pause: async (milliseconds) => {
      pausedUntil = clock.monotonicNow() + milliseconds
    },
  })
  let requestCount = 0
  const outcome = await retry(async () => {
    requestCount += 1
    const error = errors[requestCount - 1]
    if (error) throw error
    return 'answer'
  }).catch((error: unknown) => error)
  return { outcome, requestCount, waitedMs: clock.monotonicNow() }
}

describe('createRetryFunction', () => {
  test('retries a transient failure with waits of about 1, 2 and 4 seconds', async () => {
    const transientError = createError('api_unavailable', { isRetryable: true })
    const { outcome, requestCount, waitedMs } = await runRequest([transientError, transientError, transientError])
    expect(outcome).toBe('answer')
    expect(requestCount).toBe(4)
    expect(waitedMs).toBeGreaterThanOrEqual(0.75 * 7_000)
    expect(waitedMs).toBeLessThanOrEqual(7_100)
  })

  test('gives up after five attempts', async () => {
    const transientError = createError('api_unreachable', { isRetryable: true })
    const { outcome, requestCount } = await runRequest(Array.from({ length: 9 }, () => transientError))
    expect(outcome).toBe(transientError)
    expect(requestCount).toBe(5)
  })

  test('waits as long as the API asks for, up to a minute', async () => {
    const { outcome, waitedMs } = await runRequest([
      createError('rate_limited', { isRetryable: true, retryAfterMs: 25_000 }),
    ])
    expect(outcome).toBe('answer')
    expect(waitedMs).toBeGreaterThanOrEqual(25_000)
    expect(waitedMs).toBeLessThan(26_000)
  })

  test.each(['rate_limited', 'api_unavailable'] as const)(
    'does not use up all attempts at once when the API asks for no wait: %s',
    async (code) => {
      const error = createError(code, { isRetryable: true, retryAfterMs: 0 })
      const { requestCount, waitedMs } = await runRequest(Array.from({ length: 9 }, () => error))
      expect(requestCount).toBe(5)
      expect(waitedMs).toBeGreaterThan(code === 'rate_limited' ? 60_000 : 10_000)
    },
  )

  test('throws at once when the API asks for a wait of more than a minute', async () => {
    const rateLimited = createError('rate_limited', { isRetryable: true, retryAfterMs: 3_600_000 })
    const { outcome, requestCount, waitedMs } = await runRequest([rateLimited])
    expect(outcome).toBe(rateLimited)
    expect(requestCount).toBe(1)
    expect(waitedMs).toBeLessThan(1_000)
  })

  test.each([
    ['key_refused', {}],
    ['scope_missing', {}],
    ['access_denied', {}],
    ['request_rejected', {}],
    ['day_too_recent', {}],
    ['unexpected_answer', {}],
    ['cursor_expired', { isRetryable: true }],
    ['api_unavailable', { isRetryable: false }],
  ] as const)('does not retry an error that is not transient: %s', async (code, details) => {
    const error = createError(code, details)
    expect(await runRequest([error])).toMatchObject({ outcome: error, requestCount: 1 })
  })
})
