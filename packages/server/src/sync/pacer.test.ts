import { describe, expect, test } from 'vitest'
import { memoryStorage } from '../storage/memory.ts'
import { createVirtualClock } from '../test/virtual-clock.ts'
import { createPacer } from './pacer.ts'

const createTestPacer = (requestsPerMinute: number) => {
  const clock = createVirtualClock(1_000_000_000_000)
  const storage = memoryStorage({ now: clock.now })
  const createProcess = () => createPacer({ storage, clock, budgetId: 'organization:1', requestsPerMinute })
  return { clock, storage, createProcess, pacer: createProcess() }
}

describe('createPacer', () => {
  test('lets no request through during a pause, in any process, not even a request that was already waiting', async () => {
    const { clock, pacer, createProcess } = createTestPacer(60)
    const other = createProcess()
    const sentAt: number[] = []
    const requests = Array.from({ length: 8 }, async (_, index) => {
      await (index % 2 === 0 ? pacer : other).take('sync')
      sentAt.push(clock.monotonicNow())
    })
    await clock.sleep(10)
    await pacer.pause(30_000)
    await Promise.all(requests)
    expect(sentAt.filter((at) => at > 100 && at < 30_000)).toEqual([])
  })

  test('rejects at once while a pause lasts for more than another minute, and waits for a shorter pause', async () => {
    const { clock, pacer } = createTestPacer(60)
    await pacer.pause(45 * 60_000)
    await expect(pacer.take('sync')).rejects.toMatchObject({ code: 'rate_limited', retryAfterMs: 45 * 60_000 })
    expect(clock.monotonicNow()).toBe(0)
    await clock.sleep(44.5 * 60_000)
    await pacer.take('sync')
    expect(clock.monotonicNow()).toBeGreaterThanOrEqual(45 * 60_000)
    expect(clock.monotonicNow()).toBeLessThan(45 * 60_000 + 100)
  })

  test('limits a pause to 45 minutes', async () => {
    const { pacer } = createTestPacer(60)
    await pacer.pause(1e12)
    await expect(pacer.take('sync')).rejects.toMatchObject({ retryAfterMs: 45 * 60_000 })
  })

  test('halves the budget for ten minutes after a refusal', async () => {
    const { clock, pacer } = createTestPacer(50)
    await pacer.pause(1_000)
    const sentAt: number[] = []
    while (clock.monotonicNow() < 20 * 60_000) {
      await pacer.take('sync')
      sentAt.push(clock.monotonicNow())
    }
    const count = (from: number, to: number) => sentAt.filter((at) => at >= from * 60_000 && at < to * 60_000).length
    expect(count(1, 10) / 9).toBeLessThanOrEqual(25)
    expect(count(12, 20) / 8).toBeGreaterThan(47)
  })

  test('keeps the budget across restarts', async () => {
    const { clock, createProcess } = createTestPacer(50)
    let count = 0
    while (clock.monotonicNow() < 10 * 60_000) {
      await createProcess().take('sync')
      count += 1
    }
    expect(count).toBeLessThanOrEqual(501)
    expect(count).toBeGreaterThan(475)
  })

  test('gives a sync priority over key checks, which still make progress', async () => {
    const { clock, pacer, createProcess } = createTestPacer(50)
    const counts = { sync: 0, check: 0 }
    const run = async (purpose: 'sync' | 'check', process = pacer) => {
      while (clock.monotonicNow() < 10 * 60_000) {
        await process.take(purpose)
        counts[purpose] += 1
      }
    }
    await Promise.all([run('sync'), run('check'), run('check', createProcess()), run('check', createProcess())])
    expect(counts.check).toBeGreaterThan(20)
    expect(counts.sync).toBeGreaterThan(2 * counts.check)
    expect(counts.sync + counts.check).toBeGreaterThan(475)
  })

  test('lets no request be sent that storage could not count', async () => {
    const clock = createVirtualClock(0)
    const updateBudget = () => Promise.reject(new Error('The database did not answer.'))
    const pacer = createPacer({ storage: { updateBudget }, clock, budgetId: 'organization:1', requestsPerMinute: 50 })
    await expect(pacer.take('sync')).rejects.toThrow('The database did not answer.')
  })

  test('stops waiting when the signal aborts', async () => {
    const { pacer } = createTestPacer(1)
    const abort = new AbortController()
    await pacer.take('sync')
    const waiting = pacer.take('sync', abort.signal)
    abort.abort(new Error('The caller gave up.'))
    await expect(waiting).rejects.toThrow('The caller gave up.')
  })
})
