import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Clock } from '../clock.ts'
import { createVirtualClock } from '../test/virtual-clock.ts'
import { createPacer } from './pacer.ts'

/** Tolerance for sums of fractions of a millisecond. */
const toleranceMs = 0.001

describe('createPacer', () => {
  test('never exceeds the budget in any minute, even if many callers wait at once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 200 }),
        fc.integer({ min: 1, max: 300 }),
        async (rpm, requestCount) => {
          const clock = createVirtualClock(0)
          const pacer = createPacer(rpm, clock, 0)
          const sentAt: number[] = []
          await Promise.all(
            Array.from({ length: requestCount }, async () => {
              await pacer.take()
              sentAt.push(clock.now())
            }),
          )
          for (const start of sentAt) {
            const countInMinute = sentAt.filter((at) => at >= start && at < start + 60_000 - toleranceMs).length
            expect(countInMinute).toBeLessThanOrEqual(rpm)
          }
        },
      ),
      { numRuns: 30 },
    )
  })

  test('uses the whole budget when callers wait', async () => {
    const clock = createVirtualClock(0)
    const pacer = createPacer(50, clock, 0)
    for (let count = 0; count < 100; count += 1) await pacer.take()
    expect(clock.now()).toBe(100 * 1_200)
  })

  test('makes up for late timers with at most one extra request per minute', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 200, maxLength: 200 }),
        async (delaysMs) => {
          const clock = createVirtualClock(0)
          const sleep: Clock['sleep'] = (milliseconds, signal) =>
            clock.sleep(milliseconds + (delaysMs.pop() ?? 0), signal)
          const pacer = createPacer(60, { ...clock, sleep }, 0)
          const sentAt: number[] = []
          for (let request = 0; request < 200; request += 1) {
            await pacer.take()
            sentAt.push(clock.now())
          }
          expect(sentAt.at(-1)).toBeLessThanOrEqual(200_500)
          for (const start of sentAt) {
            expect(sentAt.filter((at) => at >= start && at < start + 60_000).length).toBeLessThanOrEqual(61)
          }
        },
      ),
      { numRuns: 30 },
    )
  })

  test('lets no request through during a pause, not even a request that was already waiting', async () => {
    const clock = createVirtualClock(0)
    const pacer = createPacer(60, clock, 0)
    const sentAt: number[] = []
    const requests = Array.from({ length: 8 }, async () => {
      await pacer.take()
      sentAt.push(clock.now())
    })
    pacer.pauseUntil(30_000)
    await Promise.all(requests)
    expect(sentAt.filter((at) => at < 30_000)).toEqual([])
  })

  test('rejects at once while a pause lasts for more than another minute, and waits for a shorter pause', async () => {
    const clock = createVirtualClock(0)
    const pacer = createPacer(60, clock, -60_000)
    pacer.pauseUntil(45 * 60_000)
    await expect(pacer.take()).rejects.toMatchObject({ code: 'rate_limited', retryAfterMs: 45 * 60_000 })
    expect(clock.now()).toBe(0)
    clock.set(44.5 * 60_000)
    await pacer.take()
    expect(clock.now()).toBe(45 * 60_000)
  })

  test('spreads the remaining requests over the time until the reset', async () => {
    const clock = createVirtualClock(0)
    const pacer = createPacer(50, clock, -60_000)
    await pacer.take()
    pacer.applyRateLimit({ remaining: 2, resetAt: 30_000 })
    await pacer.take()
    expect(clock.now()).toBe(10_000)
    pacer.applyRateLimit({ remaining: 1, resetAt: 30_000 })
    await pacer.take()
    expect(clock.now()).toBe(20_000)
    pacer.applyRateLimit({ remaining: 0, resetAt: 30_000 })
    await pacer.take()
    expect(clock.now()).toBe(30_000)
  })

  test('uses the whole limit of the API, even if its answers take seconds', async () => {
    const limit = 60
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 59_999 }),
        fc.integer({ min: 0, max: 3_000 }),
        async (start, latencyMs) => {
          const clock = createVirtualClock(start)
          const pacer = createPacer(limit, clock, start)
          const sentAt: number[] = []
          const getMinute = (time: number) => Math.floor(time / 60_000)
          await Promise.all(
            Array.from({ length: 200 }, async () => {
              await pacer.take()
              const at = clock.now()
              sentAt.push(at)
              const remaining = limit - sentAt.filter((time) => getMinute(time) === getMinute(at)).length
              await clock.sleep(latencyMs)
              pacer.applyRateLimit({ remaining, resetAt: (getMinute(at) + 1) * 60_000 })
            }),
          )
          expect(sentAt.at(-1)).toBeCloseTo(start + 200_000, 3)
        },
      ),
      { numRuns: 30 },
    )
  })

  test('ignores a reset that is in the past or far in the future', async () => {
    const clock = createVirtualClock(0)
    const pacer = createPacer(60, clock, -60_000)
    pacer.applyRateLimit({ remaining: 0, resetAt: 3_600_000 })
    pacer.applyRateLimit({ remaining: 0, resetAt: -1 })
    await pacer.take()
    expect(clock.now()).toBe(0)
  })

  test('delays the first request by one interval, so that restarts do not exceed the budget', async () => {
    const clock = createVirtualClock(0)
    for (let restarts = 0; restarts < 100; restarts += 1) await createPacer(50, clock, clock.now()).take()
    expect(clock.now()).toBe(100 * 1_200)
  })

  test('stops waiting when the signal aborts', async () => {
    const clock = createVirtualClock(0)
    const pacer = createPacer(1, clock, -60_000)
    const abort = new AbortController()
    await pacer.take()
    const waiting = pacer.take(abort.signal)
    abort.abort(new Error('The caller gave up.'))
    await expect(waiting).rejects.toThrow('The caller gave up.')
  })
})
