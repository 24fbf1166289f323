import { AnalyticsError, type AnalyticsErrorCode, type AnalyticsErrorDetails } from '@windmill/claude-core/api'
import { describe, expect, it } from 'vitest'
import { virtualClock } from '../test/virtual-clock.ts'
import { createAttempt } from './attempt.ts'
import { createPacer } from './pacer.ts'

const fails = (code: AnalyticsErrorCode, details: AnalyticsErrorDetails) => new AnalyticsError(code, code, details)

/** Runs a request that throws the errors given, one after the other, and then answers. */
const run = async (errors: readonly AnalyticsError[]) => {
  const clock = virtualClock(0)
  const attempt = createAttempt(createPacer(6_000, clock, 0), clock)
  let requests = 0
  const outcome = await attempt(async () => {
    requests += 1
    const error = errors[requests - 1]
    if (error) throw error
    return 'answer'
  }).catch((error: unknown) => error)
  return { outcome, requests, waited: clock.now() }
}

describe('createAttempt', () => {
  it('repeats what may succeed a little later, with growing waits', async () => {
    const trouble = fails('api_unavailable', { retryable: true })
    const { outcome, requests, waited } = await run([trouble, trouble, trouble])
    expect(outcome).toBe('answer')
    expect(requests).toBe(4)
    expect(waited).toBeGreaterThanOrEqual(0.75 * 7_000)
    expect(waited).toBeLessThanOrEqual(7_100)
  })

  it('gives up after five requests', async () => {
    const trouble = fails('api_unreachable', { retryable: true })
    const { outcome, requests } = await run(Array.from({ length: 9 }, () => trouble))
    expect(outcome).toBe(trouble)
    expect(requests).toBe(5)
  })

  it('waits as long as the API asks', async () => {
    const { outcome, waited } = await run([fails('rate_limited', { retryable: true, retryAfter: 25_000 })])
    expect(outcome).toBe('answer')
    expect(waited).toBeGreaterThanOrEqual(25_000)
    expect(waited).toBeLessThan(26_000)
  })

  it('does not sleep through an hour: the work is left for a later run', async () => {
    const busy = fails('rate_limited', { retryable: true, retryAfter: 3_600_000 })
    const { outcome, requests, waited } = await run([busy])
    expect(outcome).toBe(busy)
    expect(requests).toBe(1)
    expect(waited).toBeLessThan(1_000)
  })

  it.each([
    ['key_refused', {}],
    ['scope_missing', {}],
    ['access_denied', {}],
    ['request_rejected', {}],
    ['day_too_recent', {}],
    ['unexpected_answer', {}],
    ['cursor_expired', { retryable: true }],
    ['api_unavailable', { retryable: false }],
  ] as const)('does not repeat a request that would fail again: %s', async (code, details) => {
    const error = fails(code, details)
    expect(await run([error])).toMatchObject({ outcome: error, requests: 1 })
  })
})
