import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Clock } from '../clock.ts'
import { virtualClock } from '../test/virtual-clock.ts'
import { createPacer } from './pacer.ts'

/** Sums of fractions of a millisecond. */
const rounding = 0.001

describe('createPacer', () => {
  it('never spends more than the budget in any minute, however many ask at once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 300 }), async (rpm, requests) => {
        const clock = virtualClock(0)
        const pacer = createPacer(rpm, clock, 0)
        const sent: number[] = []
        await Promise.all(
          Array.from({ length: requests }, async () => {
            await pacer.take()
            sent.push(clock.now())
          }),
        )
        for (const from of sent) {
          const inMinute = sent.filter((at) => at >= from && at < from + 60_000 - rounding).length
          expect(inMinute).toBeLessThanOrEqual(rpm)
        }
      }),
      { numRuns: 30 },
    )
  })

  it('wastes no budget: n requests take the time that the budget sets', async () => {
    const clock = virtualClock(0)
    const pacer = createPacer(50, clock, 0)
    for (let sent = 0; sent < 100; sent += 1) await pacer.take()
    expect(clock.now()).toBe(100 * 1_200)
  })

  it('makes up for timers that wake late, and sends no more than one request too many in a minute', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 200, maxLength: 200 }), async (late) => {
        const clock = virtualClock(0)
        const sleep: Clock['sleep'] = (milliseconds, signal) => clock.sleep(milliseconds + (late.pop() ?? 0), signal)
        const pacer = createPacer(60, { ...clock, sleep }, 0)
        const sent: number[] = []
        for (let request = 0; request < 200; request += 1) {
          await pacer.take()
          sent.push(clock.now())
        }
        expect(sent.at(-1)).toBeLessThanOrEqual(200_500)
        for (const from of sent) {
          expect(sent.filter((at) => at >= from && at < from + 60_000).length).toBeLessThanOrEqual(61)
        }
      }),
      { numRuns: 30 },
    )
  })

  it('lets nothing through during a pause, for those who wait already too', async () => {
    const clock = virtualClock(0)
    const pacer = createPacer(60, clock, 0)
    const sent: number[] = []
    const asked = Array.from({ length: 8 }, async () => {
      await pacer.take()
      sent.push(clock.now())
    })
    pacer.pauseUntil(30_000)
    await Promise.all(asked)
    expect(sent.filter((at) => at < 30_000)).toEqual([])
  })

  it('refuses at once while it is paused for longer than a minute, and waits for the rest', async () => {
    const clock = virtualClock(0)
    const pacer = createPacer(60, clock, -60_000)
    pacer.pauseUntil(45 * 60_000)
    await expect(pacer.take()).rejects.toMatchObject({ code: 'rate_limited', retryAfter: 45 * 60_000 })
    expect(clock.now()).toBe(0)
    clock.set(44.5 * 60_000)
    await pacer.take()
    expect(clock.now()).toBe(45 * 60_000)
  })

  it('spreads what is left of the organization’s minute over the rest of it', async () => {
    const clock = virtualClock(0)
    const pacer = createPacer(50, clock, -60_000)
    await pacer.take()
    pacer.heed({ remaining: 2, resetAt: 30_000 })
    await pacer.take()
    expect(clock.now()).toBe(10_000)
    pacer.heed({ remaining: 1, resetAt: 30_000 })
    await pacer.take()
    expect(clock.now()).toBe(20_000)
    pacer.heed({ remaining: 0, resetAt: 30_000 })
    await pacer.take()
    expect(clock.now()).toBe(30_000)
  })

  it('can spend the whole of the API’s limit, however long answers take', async () => {
    const limit = 60
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 59_999 }),
        fc.integer({ min: 0, max: 3_000 }),
        async (start, latency) => {
          const clock = virtualClock(start)
          const pacer = createPacer(limit, clock, start)
          const sent: number[] = []
          const minuteOf = (time: number) => Math.floor(time / 60_000)
          await Promise.all(
            Array.from({ length: 200 }, async () => {
              await pacer.take()
              const at = clock.now()
              sent.push(at)
              const remaining = limit - sent.filter((time) => minuteOf(time) === minuteOf(at)).length
              await clock.sleep(latency)
              pacer.heed({ remaining, resetAt: (minuteOf(at) + 1) * 60_000 })
            }),
          )
          expect(sent.at(-1)).toBeCloseTo(start + 200_000, 3)
        },
      ),
      { numRuns: 30 },
    )
  })

  it('does not wait for a reset that it does not understand', async () => {
    const clock = virtualClock(0)
    const pacer = createPacer(60, clock, -60_000)
    pacer.heed({ remaining: 0, resetAt: 3_600_000 })
    pacer.heed({ remaining: 0, resetAt: -1 })
    await pacer.take()
    expect(clock.now()).toBe(0)
  })

  it('does not take a restart for a fresh budget: a new process waits before its first request', async () => {
    const clock = virtualClock(0)
    for (let restarts = 0; restarts < 100; restarts += 1) await createPacer(50, clock, clock.now()).take()
    expect(clock.now()).toBe(100 * 1_200)
  })

  it('stops waiting when its caller does', async () => {
    const clock = virtualClock(0)
    const pacer = createPacer(1, clock, -60_000)
    const abort = new AbortController()
    await pacer.take()
    const waiting = pacer.take(abort.signal)
    abort.abort(new Error('no longer wanted'))
    await expect(waiting).rejects.toThrow('no longer wanted')
  })
})
