import type { RateLimit } from '@windmill/claude-core/api'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { memoryStorage } from '../storage/memory.ts'
import { createVirtualClock, type VirtualClock } from '../test/virtual-clock.ts'
import { emptyBudget, grantRequests } from './budget.ts'
import { createPacer, type Pacer } from './pacer.ts'

// The same random numbers in every run.
const { random } = Math
beforeEach(() => {
  let state = 1
  Math.random = () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
})
afterEach(() => {
  Math.random = random
})

const [secondMs, minuteMs] = [1_000, 60_000]
const limit = 60

/** Counts a request, and returns how many are left. Null if the request is refused. */
type Count = (at: number) => number | null

/** How an API may count requests. It is not documented which model Claude's API uses. */
const countModels: Readonly<Record<string, () => Count>> = {
  'fixed windows': () => {
    let [window, used] = [Number.NaN, 0]
    return (at) => {
      if (Math.floor(at / minuteMs) !== window) [window, used] = [Math.floor(at / minuteMs), 0]
      if (used >= limit) return null
      used += 1
      return limit - used
    }
  },
  'sliding windows': () => {
    let times: number[] = []
    return (at) => {
      times = times.filter((time) => time > at - minuteMs)
      if (times.length >= limit) return null
      times.push(at)
      return limit - times.length
    }
  },
  'a token bucket': () => {
    let [tokens, last] = [limit, 0]
    return (at) => {
      tokens = Math.min(limit, tokens + ((at - last) * limit) / minuteMs)
      last = at
      if (tokens < 1) return null
      tokens -= 1
      return Math.floor(tokens)
    }
  },
}
const modelNames = Object.keys(countModels)

interface SimulationOptions {
  readonly model: string
  readonly minutes: number
  /** `@default` 1 */
  readonly processes?: number
  /** `@default` 50 */
  readonly requestsPerMinute?: number
  /** Time between requests of another tool. Without it, no other tool sends requests. */
  readonly foreignIntervalMs?: number
  /** Whether answers report what is left. `@default` true */
  readonly isRemainingReported?: boolean
  /** Time of a request until its answer. `@default` 0 */
  readonly latencyMs?: number
  /** Mean of the random time that each answer takes. A request and an update of storage take less. `@default` 0 */
  readonly jitterMs?: number
  /** Start within the clock's minute. `@default` 0 */
  readonly phaseMs?: number
}

/** For each request, counts the requests in the minute that starts with this request. The times are in order. */
const countInMinutes = (times: readonly number[]): number[] => {
  let end = 0
  return times.map((from, index) => {
    while (end < times.length && Number(times[end]) < from + minuteMs) end += 1
    return end - index
  })
}

/** Lets processes send requests without a pause, next to another tool, and records when. */
const simulate = async (options: SimulationOptions) => {
  const { model, minutes, processes = 1, requestsPerMinute = 50, latencyMs = 0, phaseMs = 0, jitterMs = 0 } = options
  const start = 1_000_000 * minuteMs + phaseMs
  const end = start + minutes * minuteMs
  const clock = createVirtualClock(start)
  const sleepFor = (meanMs: number) => clock.sleep(-meanMs * Math.log(1 - Math.random()))
  const memory = memoryStorage({ now: clock.now })
  const updateBudget: typeof memory.updateBudget = async (budgetId, update) => {
    await sleepFor(0.1 * jitterMs)
    await memory.updateBudget(budgetId, update)
    await sleepFor(0.1 * jitterMs)
  }
  const storage = jitterMs > 0 ? { updateBudget } : memory
  const count = countModels[model]?.() ?? (() => null)
  const sentAt: number[] = []
  const refusedAt: number[] = []
  const foreignRefusedAt: number[] = []

  const sendRequest = async (pacer: Pacer) => {
    sentAt.push(clock.now() - start)
    if (jitterMs > 0) await sleepFor(0.3 * jitterMs)
    const remaining = count(clock.now())
    await clock.sleep(latencyMs)
    if (jitterMs > 0) await sleepFor(jitterMs)
    const report: RateLimit | null = remaining === null ? null : { limit, remaining }
    if (report && options.isRemainingReported !== false) pacer.applyRateLimit(report)
    if (remaining !== null) return
    refusedAt.push(clock.now() - start)
    await pacer.pause(minuteMs - (clock.now() % minuteMs))
  }
  const runProcess = async () => {
    const pacer = createPacer({ storage, clock, budgetId: 'organization:1', requestsPerMinute })
    const runWorker = async () => {
      while (clock.now() < end) {
        await pacer.take('sync')
        if (clock.now() < end) await pacer.send(() => sendRequest(pacer))
      }
    }
    await Promise.all(Array.from({ length: 3 }, runWorker))
  }
  const runForeignTool = async (intervalMs: number) => {
    for (let at = start + intervalMs / 2; at < end; at += intervalMs) {
      await clock.sleep(at - clock.now())
      if (count(clock.now()) === null) foreignRefusedAt.push(clock.now() - start)
    }
  }
  await Promise.all([
    ...Array.from({ length: processes }, runProcess),
    ...(options.foreignIntervalMs === undefined ? [] : [runForeignTool(options.foreignIntervalMs)]),
  ])
  return { sentAt, refusedAt, foreignRefusedAt, maxInMinute: Math.max(...countInMinutes(sentAt)) }
}

const cases = modelNames.flatMap((model) => [1, 2, 3].map((processes) => ({ model, processes })))

describe('the budget of an organization', () => {
  test.each(cases)(
    'is not exceeded in any 60 seconds, and is used to at least 95 percent: $model, $processes processes',
    async (options) => {
      for (const requestsPerMinute of [50, 60]) {
        const minutes = 10
        const { sentAt, refusedAt, maxInMinute } = await simulate({ ...options, minutes, requestsPerMinute })
        expect(maxInMinute).toBeLessThanOrEqual(requestsPerMinute)
        expect(sentAt.length).toBeGreaterThanOrEqual(0.95 * requestsPerMinute * minutes)
        expect(refusedAt).toEqual([])
      }
    },
  )

  test.each(cases)(
    'leaves room for a tool with 20 requests a minute when the API says what is left: $model, $processes processes',
    async (options) => {
      for (const phaseMs of [0, 13_000, 30_000, 47_000]) {
        for (const latencyMs of [0, 800]) {
          const foreignIntervalMs = 3 * secondMs
          const { foreignRefusedAt, sentAt } = await simulate({
            ...options,
            minutes: 30,
            foreignIntervalMs,
            phaseMs,
            latencyMs,
          })
          expect(foreignRefusedAt.filter((at) => at >= minuteMs)).toEqual([])
          // The sync still makes progress.
          expect(sentAt.length / 30).toBeGreaterThan(25)
        }
      }
    },
  )

  test.each(cases)(
    'costs a tool with 20 requests a minute at most one refusal a minute when the API says nothing: $model, $processes processes',
    async (options) => {
      let refusedCount = 0
      const phases = [0, 15_000, 30_000, 45_000]
      for (const phaseMs of phases) {
        const { foreignRefusedAt, sentAt } = await simulate({
          ...options,
          minutes: 30,
          foreignIntervalMs: 3 * secondMs,
          isRemainingReported: false,
          phaseMs,
        })
        refusedCount += foreignRefusedAt.length
        expect(sentAt.length / 30).toBeGreaterThan(20)
      }
      expect(refusedCount / (30 * phases.length)).toBeLessThanOrEqual(1)
    },
  )

  test.each(modelNames)('does not mistake slow answers for another tool: %s', async (model) => {
    const { sentAt } = await simulate({ model, minutes: 10, latencyMs: 2_500, requestsPerMinute: 60 })
    expect(sentAt.length).toBeGreaterThanOrEqual(0.95 * 600)
  })

  test.each([
    ['fixed windows', 60],
    ['a token bucket', 60],
    ['sliding windows', 50],
  ])('does not mistake answers that overtake each other for another tool: %s', async (model, requestsPerMinute) => {
    const { sentAt, refusedAt } = await simulate({ model, minutes: 20, jitterMs: secondMs, requestsPerMinute })
    expect(sentAt.length).toBeGreaterThanOrEqual(0.95 * 20 * requestsPerMinute)
    expect(refusedAt).toEqual([])
  })

  test('makes up for slow storage', async () => {
    const { sentAt } = await simulate({
      model: 'fixed windows',
      minutes: 20,
      isRemainingReported: false,
      jitterMs: 1.5 * secondMs,
    })
    expect(sentAt.length).toBeGreaterThanOrEqual(0.95 * 20 * 50)
  })

  test('is not exceeded, whatever the budget is', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 59 }),
        fc.integer({ min: 1, max: 3 }),
        async (requestsPerMinute, processes) => {
          const { maxInMinute, sentAt } = await simulate({
            model: 'sliding windows',
            minutes: 4,
            requestsPerMinute,
            processes,
          })
          expect(maxInMinute).toBeLessThanOrEqual(requestsPerMinute)
          expect(sentAt.length).toBeGreaterThanOrEqual(Math.floor(0.95 * 3 * requestsPerMinute))
        },
      ),
      { numRuns: 20 },
    )
  })

  test('grants a large budget in batches, so that the state stays small', () => {
    let state = emptyBudget
    let [now, granted, updates] = [0, 0, 0]
    while (now < 5 * minuteMs) {
      const result = grantRequests(state, { now, requestsPerMinute: 3_000, random: 1, purpose: 'sync' })
      state = result.state
      granted += result.granted
      updates += 1
      now += Math.max(1, Math.ceil(result.waitMs))
    }
    expect(granted).toBeGreaterThan(0.95 * 5 * 3_000)
    expect(granted).toBeLessThanOrEqual(6 * 3_000)
    expect(updates).toBeLessThan(5 * 300)
    expect(JSON.stringify(state).length).toBeLessThan(6_000)
  })
})

/** Sends requests for ten minutes. After three minutes, `disturb` can set a clock. */
const runWithClocks = async (disturb: (clock: VirtualClock, setStorageOffset: (ms: number) => void) => void) => {
  const clock = createVirtualClock(1_000_000 * minuteMs)
  const startedAt = clock.now()
  let offsetMs = 0
  const storage = memoryStorage({ now: () => startedAt + clock.monotonicNow() + offsetMs })
  const pacer = createPacer({ storage, clock, budgetId: 'organization:1', requestsPerMinute: 50 })
  const sentAt: number[] = []
  let isDisturbed = false
  while (clock.monotonicNow() < 10 * minuteMs) {
    await pacer.take('sync')
    sentAt.push(clock.monotonicNow())
    if (isDisturbed || clock.monotonicNow() < 3 * minuteMs) continue
    isDisturbed = true
    disturb(clock, (ms) => {
      offsetMs = ms
    })
  }
  const gaps = sentAt.map((at, index) => at - (sentAt[index - 1] ?? 0))
  return { maxGapMs: Math.max(...gaps), maxInMinute: Math.max(...countInMinutes(sentAt)), count: sentAt.length }
}

describe('a clock that is set', () => {
  test.each([-86_400_000, -40_000, 40_000, 86_400_000])(
    'by %d ms on a server changes nothing',
    async (differenceMs) => {
      const { maxGapMs, maxInMinute, count } = await runWithClocks((clock) => clock.set(clock.now() + differenceMs))
      expect(maxGapMs).toBeLessThan(10 * secondMs)
      expect(maxInMinute).toBeLessThanOrEqual(50)
      expect(count).toBeGreaterThanOrEqual(475)
    },
  )

  test.each([-86_400_000, -40_000, 40_000, 86_400_000])(
    'by %d ms in the database stops requests for no longer than a minute, and lets no burst through',
    async (differenceMs) => {
      const { maxGapMs, maxInMinute } = await runWithClocks((_, setStorageOffset) => setStorageOffset(differenceMs))
      expect(maxGapMs).toBeLessThanOrEqual(61 * secondMs)
      expect(maxInMinute).toBeLessThanOrEqual(60)
    },
  )
})
