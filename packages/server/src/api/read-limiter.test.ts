import { describe, expect, test } from 'vitest'
import { createVirtualClock } from '../test/virtual-clock.ts'
import { createReadLimiter } from './read-limiter.ts'

/** A read that ends when the test says so. */
const createRead = () => {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const read = {
    hasBegun: false,
    resolve,
    reject,
    run: () => {
      read.hasBegun = true
      return promise
    },
  }
  return read
}
const settle = () => new Promise((resolve) => setImmediate(resolve))
const clockThatNeverWakes = { sleep: () => new Promise<void>(() => {}) }

describe('createReadLimiter', () => {
  test('runs at most maxRunning reads at once, and the waiting reads in the order in which they came', async () => {
    const limiter = createReadLimiter({ maxRunning: 2, clock: clockThatNeverWakes })
    const reads = Array.from({ length: 5 }, createRead)
    const results = reads.map((read) => limiter.run(read.run))
    const listStarted = async () => {
      await settle()
      return reads.map(({ hasBegun }) => hasBegun)
    }
    expect(await listStarted()).toEqual([true, true, false, false, false])
    reads[1]?.resolve('second')
    expect(await results[1]).toBe('second')
    expect(await listStarted()).toEqual([true, true, true, false, false])
    reads[0]?.reject(new Error('the connection broke'))
    await expect(results[0]).rejects.toThrow('the connection broke')
    expect(await listStarted()).toEqual([true, true, true, true, false])
    for (const read of reads) read.resolve('done')
    expect(await Promise.all(results.slice(1))).toEqual(['second', 'done', 'done', 'done'])
    expect(await limiter.run(async () => 'idle again')).toBe('idle again')
  })

  test('rejects with busy at once when too many wait, and after the maximum wait', async () => {
    const clock = createVirtualClock(0)
    const limiter = createReadLimiter({ maxRunning: 1, maxWaiting: 1, maxWaitMs: 20_000, clock })
    const first = createRead()
    const running = limiter.run(first.run)
    const second = createRead()
    const waiting = limiter.run(second.run)
    await expect(limiter.run(createRead().run)).rejects.toMatchObject({ code: 'busy' })
    expect(clock.now()).toBe(0)
    await expect(waiting).rejects.toMatchObject({ code: 'busy' })
    expect(clock.now()).toBe(20_000)
    first.resolve('done')
    expect(await running).toBe('done')
    expect(second.hasBegun).toBe(false)
  })

  test('lets a continued read wait for as long as it takes', async () => {
    const clock = createVirtualClock(0)
    const limiter = createReadLimiter({ maxRunning: 1, maxWaiting: 0, clock })
    const first = createRead()
    const running = limiter.run(first.run)
    const continued = limiter.run(async () => 'continued', { isContinued: true })
    await clock.sleep(3_600_000)
    first.resolve('done')
    expect(await Promise.all([running, continued])).toEqual(['done', 'continued'])
  })

  test('drops a waiting read when its signal is aborted, but keeps the turn of a running read until the read has ended', async () => {
    const limiter = createReadLimiter({ maxRunning: 1, clock: clockThatNeverWakes })
    const [first, second, third] = [createRead(), createRead(), createRead()]
    const [firstCaller, secondCaller] = [new AbortController(), new AbortController()]
    const running = limiter.run(first.run, { signal: firstCaller.signal })
    const waiting = limiter.run(second.run, { signal: secondCaller.signal })
    const last = limiter.run(third.run)
    secondCaller.abort(new Error('gone'))
    await expect(waiting).rejects.toThrow('gone')
    firstCaller.abort(new Error('gone too'))
    await expect(running).rejects.toThrow('gone too')
    await settle()
    expect(third.hasBegun).toBe(false)
    first.resolve('nobody reads this')
    third.resolve('done')
    expect(await last).toBe('done')
    expect(second.hasBegun).toBe(false)
    await expect(limiter.run(second.run, { signal: firstCaller.signal })).rejects.toThrow('gone too')
    expect(second.hasBegun).toBe(false)
  })
})
