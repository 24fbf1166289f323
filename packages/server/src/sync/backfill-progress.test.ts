import { addDays, type Day, firstServedDay, listDays } from '@windmill/claude-core'
import { firstConnectorReportDay } from '@windmill/claude-core/api'
import { startOfDay } from '@windmill/claude-core/internal'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LedgerEntry } from '../storage/adapter.ts'
import { computeBackfillProgress, type ProgressInput } from './backfill-progress.ts'

const second = 1_000
const minute = 60 * second
const hour = 60 * minute
const latestDay: Day = '2026-06-30'
const now = startOfDay('2026-07-02') + 15 * hour
const history = listDays({ from: firstServedDay, to: latestDay }).toReversed()

type Read = NonNullable<LedgerEntry['read']>

const read = (day: Day, changes: Partial<Read> = {}): LedgerEntry => ({
  day,
  read: {
    at: now - 24 * hour,
    latestDay,
    skills: 'report',
    claudeUsers: 10,
    readCount: 1,
    ...changes,
    connectors: day >= firstConnectorReportDay ? (changes.connectors ?? 'report') : 'users',
    requests: changes.requests ?? (day >= firstConnectorReportDay ? 3 : 2),
  },
  failure: null,
  isGone: false,
})
const failed = (day: Day, code = 'api_unavailable'): LedgerEntry => ({
  day,
  read: null,
  failure: { at: now - hour, code, attempts: 1, dueAt: now + hour },
  isGone: false,
})
const gone = (day: Day): LedgerEntry => ({ ...failed(day, 'request_rejected'), isGone: true })

const progress = (ledger: readonly LedgerEntry[], changes: Partial<ProgressInput> = {}) =>
  computeBackfillProgress({ ledger, latestDay, now, requestsPerMinute: 50, isSyncing: true, ...changes })

describe('done and total', () => {
  test('cover all days that the API serves before the first one is read', () => {
    expect(progress([])).toMatchObject({ done: 0, total: history.length })
  })

  test('count read days, and progress is null once every day is read or has failed', () => {
    expect(progress(history.slice(0, 40).map((day) => read(day)))).toMatchObject({ done: 40, total: history.length })
    expect(progress(history.map((day) => read(day)))).toBeNull()
    expect(progress(history.map((day, index) => (index === 7 ? failed(day) : read(day))))).toBeNull()
  })

  test('exclude days before the start of the API’s history', () => {
    const kept = history.slice(0, 60)
    const [refused, before] = [addDays(kept.at(-1) as Day, -1), addDays(kept.at(-1) as Day, -2)]
    const refusedPair = [gone(refused), gone(before)]
    expect(progress([...refusedPair, ...kept.slice(0, 20).map((day) => read(day))])).toMatchObject({
      done: 20,
      total: 60,
    })
    expect(progress([...refusedPair, ...kept.map((day) => read(day))])).toBeNull()
  })

  test('exclude days newer than every read day', () => {
    const known = history.slice(1).map((day) => read(day))
    expect(progress(known)).toBeNull()
    const afterALongPause = history.slice(90).map((day) => read(day))
    expect(progress(afterALongPause)).toBeNull()
    expect(progress([read(latestDay), ...afterALongPause])).toMatchObject({ total: history.length })
  })
})

describe('requestsLeft', () => {
  test('assumes one page per endpoint at first: two endpoints before the connector report starts, and three after', () => {
    const withConnectors = history.filter((day) => day >= firstConnectorReportDay).length
    expect(progress([])?.requestsLeft).toBe(3 * withConnectors + 2 * (history.length - withConnectors))
  })

  test('is exact when every endpoint has the same number of pages each day', () => {
    const large = (day: Day) => read(day, { requests: day >= firstConnectorReportDay ? 12 : 8 })
    for (const days of [1, 20, 60]) {
      const unread = history.slice(days).map(large)
      const expected = unread.reduce((sum, { read }) => sum + (read?.requests ?? 0), 0)
      expect(progress(history.slice(0, days).map(large))?.requestsLeft).toBe(expected)
    }
  })

  test('is one per day when the organization has no reports', () => {
    const bare = { skills: 'users', connectors: 'users', requests: 1 } as const
    expect(progress(history.slice(0, 40).map((day) => read(day, bare)))?.requestsLeft).toBe(history.length - 40)
  })

  test('falls with every stored day, in any order', () => {
    const order = fc.shuffledSubarray(history, { minLength: history.length, maxLength: history.length })
    const organization = fc.record({
      skills: fc.constantFrom('report' as const, 'users' as const),
      connectors: fc.constantFrom('report' as const, 'users' as const),
      pages: fc.integer({ min: 1, max: 40 }),
    })
    fc.assert(
      fc.property(order, organization, (days, { pages, skills, connectors }) => {
        // The newest day comes first, because days newer than every read day are not counted.
        const [oldest, ...rest] = days.filter((day) => day !== latestDay)
        const ledger: LedgerEntry[] = []
        let before = Number.POSITIVE_INFINITY
        const store = (day: Day) => {
          const endpoints =
            1 + Number(skills === 'report') + Number(connectors === 'report' && day >= firstConnectorReportDay)
          ledger.push(read(day, { skills, connectors, requests: endpoints * pages }))
          return progress(ledger, { isSyncing: false })
        }
        for (const day of [latestDay, ...rest]) {
          const after = store(day)
          expect(after).toMatchObject({ done: ledger.length, total: history.length })
          expect(after?.requestsLeft).toBeLessThan(before)
          before = after?.requestsLeft ?? 0
        }
        expect(store(oldest ?? firstServedDay)).toBeNull()
      }),
      { numRuns: 10 },
    )
  })
})

describe('secondsLeft', () => {
  /** Creates days that were read one after the other, the last one just now. */
  const readRecently = (count: number, intervalMs: number, changes: Partial<Read> = {}) =>
    history.slice(0, count).map((day, index) => read(day, { ...changes, at: now - (count - 1 - index) * intervalMs }))
  const computeSeconds = (ledger: LedgerEntry[], changes: Partial<ProgressInput> = {}) => {
    const found = progress(ledger, changes)
    if (!found) throw new Error('Nothing is left.')
    return { ...found, atBudget: Math.ceil((found.requestsLeft * 60) / 50) }
  }

  test('follows the budget when no day was stored recently, and while no run is under way', () => {
    for (const found of [
      computeSeconds([]),
      computeSeconds(history.slice(0, 40).map((day) => read(day))),
      computeSeconds([read(latestDay, { at: now })]),
      computeSeconds(readRecently(10, 18 * second), { isSyncing: false }),
    ]) {
      expect(found.secondsLeft).toBe(found.atBudget)
    }
  })

  test('follows the measured pace when the API or another tool slows the sync down', () => {
    // Three requests every 18 seconds are 10 a minute, a fifth of the budget.
    const { secondsLeft, requestsLeft } = computeSeconds(readRecently(9, 18 * second))
    expect(secondsLeft).toBe(Math.ceil((requestsLeft * 60) / 10))
  })

  test('grows while no day is stored', () => {
    const ledger = readRecently(9, 4 * second)
    const later = (wait: number) => computeSeconds(ledger, { now: now + wait }).secondsLeft
    expect(later(minute)).toBeGreaterThan(later(10 * second))
    expect(later(10 * second)).toBeGreaterThan(later(0))
  })

  test('is never shorter than the budget allows, even when several days are stored at once', () => {
    const found = computeSeconds(readRecently(4, 10, { requests: 300 }))
    expect(found.secondsLeft).toBe(found.atBudget)
  })

  test('measures over a longer time when a day takes many minutes', () => {
    // 300 requests every 12 minutes are half the budget.
    const { secondsLeft, requestsLeft } = computeSeconds(readRecently(4, 12 * minute, { requests: 300 }))
    expect(secondsLeft).toBe(Math.ceil((requestsLeft * 60) / 25))
  })
})

describe('reading', () => {
  test('is the newest unread day, or null while no run is under way', () => {
    expect(progress([])?.reading).toBe(latestDay)
    const ledger = history.slice(0, 40).map((day) => read(day))
    expect(progress(ledger)?.reading).toBe(history[40])
    expect(progress(ledger, { isSyncing: false })?.reading).toBeNull()
  })

  test('skips a new day that may be waiting for an endpoint', () => {
    expect(progress(history.slice(1, 40).map((day) => read(day)))?.reading).toBe(history[40])
  })
})

test('progress has whole, non-negative numbers for any ledger', () => {
  const readEntry = fc.record({
    at: fc.integer({ min: now - 5 * minute, max: now + minute }),
    requests: fc.oneof(fc.constant(0), fc.nat({ max: 2_000 })),
    skills: fc.constantFrom('report' as const, 'users' as const),
    connectors: fc.constantFrom('report' as const, 'users' as const),
  })
  const entry = fc.nat({ max: history.length - 1 }).chain((index) => {
    const day = history[index] ?? latestDay
    return fc.oneof(
      readEntry.map((changes) => read(day, changes)),
      fc.constantFrom(failed(day), failed(day, 'request_rejected'), gone(day)),
    )
  })
  const budget = fc.oneof(fc.integer({ min: 1, max: 3_000 }), fc.constant(1_000_000))
  fc.assert(
    fc.property(
      fc.uniqueArray(entry, { selector: ({ day }) => day, maxLength: history.length }),
      budget,
      fc.boolean(),
      (ledger, requestsPerMinute, syncing) => {
        const found = progress(ledger, { requestsPerMinute, isSyncing: syncing })
        if (!found) return
        const { done, total, requestsLeft, secondsLeft, reading } = found
        for (const value of [done, total, requestsLeft, secondsLeft]) expect(Number.isSafeInteger(value)).toBe(true)
        expect(done).toBeGreaterThanOrEqual(0)
        expect(done).toBeLessThan(total)
        // Every open day takes at least one request, at no more than the budget.
        expect(requestsLeft).toBeGreaterThan(0)
        expect(secondsLeft).toBeGreaterThanOrEqual(Math.floor((requestsLeft * 60) / requestsPerMinute))
        if (reading !== null) expect(syncing && reading >= firstServedDay && reading <= latestDay).toBe(true)
      },
    ),
  )
})
