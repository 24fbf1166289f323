import { addDays, type Day, firstServedDay, listDays } from '@windmill/claude-core'
import { firstConnectorReportDay } from '@windmill/claude-core/api'
import { startOfDay } from '@windmill/claude-core/internal'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LedgerEntry } from '../storage/adapter.ts'
import { type BackfillProgressInput, computeBackfillProgress } from './compute-backfill-progress.ts'

const secondMs = 1_000
const minuteMs = 60 * secondMs
const hourMs = 60 * minuteMs
const latestDay: Day = '2026-06-30'
const now = startOfDay('2026-07-02') + 15 * hourMs
const history = listDays({ from: firstServedDay, to: latestDay }).toReversed()

type DayRead = NonNullable<LedgerEntry['read']>

const createReadEntry = (day: Day, changes: Partial<DayRead> = {}): LedgerEntry => ({
  day,
  read: {
    at: now - 24 * hourMs,
    latestDay,
    skills: 'report',
    claudeUsers: 10,
    readCount: 1,
    unattributedRows: 0,
    changedRows: 0,
    ...changes,
    connectors: day >= firstConnectorReportDay ? (changes.connectors ?? 'report') : 'users',
    requests: changes.requests ?? (day >= firstConnectorReportDay ? 3 : 2),
  },
  failure: null,
})
const createFailedEntry = (day: Day, code = 'api_unavailable'): LedgerEntry => ({
  day,
  read: null,
  failure: { at: now - hourMs, code, attempts: 1, dueAt: now + hourMs },
})
const createRefusedEntry = (day: Day) => createFailedEntry(day, 'request_rejected')

const computeProgress = (ledger: readonly LedgerEntry[], changes: Partial<BackfillProgressInput> = {}) =>
  computeBackfillProgress({ ledger, latestDay, now, requestsPerMinute: 50, isSyncing: true, ...changes })

describe('done and total', () => {
  test('are 0 and the number of served days until the first day is read', () => {
    expect(computeProgress([])).toMatchObject({ done: 0, total: history.length })
  })

  test('count the read days and all served days; progress is null when every day was read or has failed', () => {
    expect(computeProgress(history.slice(0, 40).map((day) => createReadEntry(day)))).toMatchObject({
      done: 40,
      total: history.length,
    })
    expect(computeProgress(history.map((day) => createReadEntry(day)))).toBeNull()
    expect(
      computeProgress(history.map((day, index) => (index === 7 ? createFailedEntry(day) : createReadEntry(day)))),
    ).toBeNull()
  })

  test('exclude the days before two refused days in a row', () => {
    const servedDays = history.slice(0, 60)
    const [refusedDay, dayBefore] = [addDays(servedDays.at(-1) as Day, -1), addDays(servedDays.at(-1) as Day, -2)]
    const refusedPair = [createRefusedEntry(refusedDay), createRefusedEntry(dayBefore)]
    expect(
      computeProgress([...refusedPair, ...servedDays.slice(0, 20).map((day) => createReadEntry(day))]),
    ).toMatchObject({
      done: 20,
      total: 60,
    })
    expect(computeProgress([...refusedPair, ...servedDays.map((day) => createReadEntry(day))])).toBeNull()
  })

  test('are null when all unread days are newer than the newest read day', () => {
    const allButNewest = history.slice(1).map((day) => createReadEntry(day))
    expect(computeProgress(allButNewest)).toBeNull()
    const entriesAfterLongPause = history.slice(90).map((day) => createReadEntry(day))
    expect(computeProgress(entriesAfterLongPause)).toBeNull()
    expect(computeProgress([createReadEntry(latestDay), ...entriesAfterLongPause])).toMatchObject({
      total: history.length,
    })
  })
})

describe('requestsLeft', () => {
  test('assumes one request per endpoint at first, and no connector endpoint before that report starts', () => {
    const threeEndpointDays = history.filter((day) => day >= firstConnectorReportDay).length
    expect(computeProgress([])?.requestsLeft).toBe(3 * threeEndpointDays + 2 * (history.length - threeEndpointDays))
  })

  test('is exact when every endpoint takes the same number of requests each day', () => {
    const createLargeEntry = (day: Day) => createReadEntry(day, { requests: day >= firstConnectorReportDay ? 12 : 8 })
    for (const readCount of [1, 20, 60]) {
      const unread = history.slice(readCount).map(createLargeEntry)
      const expected = unread.reduce((sum, { read }) => sum + (read?.requests ?? 0), 0)
      expect(computeProgress(history.slice(0, readCount).map(createLargeEntry))?.requestsLeft).toBe(expected)
    }
  })

  test('is one per day when the organization has no reports', () => {
    const withoutReports = { skills: 'users', connectors: 'users', requests: 1 } as const
    expect(computeProgress(history.slice(0, 40).map((day) => createReadEntry(day, withoutReports)))?.requestsLeft).toBe(
      history.length - 40,
    )
  })

  test('falls with every stored day, in any order of the days', () => {
    const dayOrder = fc.shuffledSubarray(history, { minLength: history.length, maxLength: history.length })
    const organization = fc.record({
      skills: fc.constantFrom('report' as const, 'users' as const),
      connectors: fc.constantFrom('report' as const, 'users' as const),
      pages: fc.integer({ min: 1, max: 40 }),
    })
    fc.assert(
      fc.property(dayOrder, organization, (days, { pages, skills, connectors }) => {
        // The newest day comes first, because progress is null when all unread days are newer than the newest read day.
        const [lastDay, ...otherDays] = days.filter((day) => day !== latestDay)
        const ledger: LedgerEntry[] = []
        let before = Number.POSITIVE_INFINITY
        const storeDay = (day: Day) => {
          const endpointCount =
            1 + Number(skills === 'report') + Number(connectors === 'report' && day >= firstConnectorReportDay)
          ledger.push(createReadEntry(day, { skills, connectors, requests: endpointCount * pages }))
          return computeProgress(ledger, { isSyncing: false })
        }
        for (const day of [latestDay, ...otherDays]) {
          const after = storeDay(day)
          expect(after).toMatchObject({ done: ledger.length, total: history.length })
          expect(after?.requestsLeft).toBeLessThan(before)
          before = after?.requestsLeft ?? 0
        }
        expect(storeDay(lastDay ?? firstServedDay)).toBeNull()
      }),
      { numRuns: 10 },
    )
  })
})

describe('secondsLeft', () => {
  /** Creates entries of days that were read one after the other, the last one just now. */
  const createRecentEntries = (count: number, intervalMs: number, changes: Partial<DayRead> = {}) =>
    history
      .slice(0, count)
      .map((day, index) => createReadEntry(day, { ...changes, at: now - (count - 1 - index) * intervalMs }))
  /** Also computes `secondsAtBudget`, the time if all requests were sent at the budget of 50 per minute. */
  const computeSecondsLeft = (ledger: LedgerEntry[], changes: Partial<BackfillProgressInput> = {}) => {
    const found = computeProgress(ledger, changes)
    if (!found) throw new Error('Nothing is left.')
    return { ...found, secondsAtBudget: Math.ceil((found.requestsLeft * 60) / 50) }
  }

  test('follows the budget when at most one day was stored recently, and while no run is under way', () => {
    for (const found of [
      computeSecondsLeft([]),
      computeSecondsLeft(history.slice(0, 40).map((day) => createReadEntry(day))),
      computeSecondsLeft([createReadEntry(latestDay, { at: now })]),
      computeSecondsLeft(createRecentEntries(10, 18 * secondMs), { isSyncing: false }),
    ]) {
      expect(found.secondsLeft).toBe(found.secondsAtBudget)
    }
  })

  test('follows the measured pace when the API or another tool slows the sync down', () => {
    // Three requests every 18 seconds are 10 a minute, a fifth of the budget.
    const { secondsLeft, requestsLeft } = computeSecondsLeft(createRecentEntries(9, 18 * secondMs))
    expect({ requestsLeft, secondsLeft }).toEqual({ requestsLeft: 364, secondsLeft: 2184 })
  })

  test('grows while no day is stored', () => {
    const ledger = createRecentEntries(9, 4 * secondMs)
    const computeAfter = (waitMs: number) => computeSecondsLeft(ledger, { now: now + waitMs }).secondsLeft
    expect(computeAfter(minuteMs)).toBeGreaterThan(computeAfter(10 * secondMs))
    expect(computeAfter(10 * secondMs)).toBeGreaterThan(computeAfter(0))
  })

  test('is never shorter than the budget allows, even if several days are stored at once', () => {
    const found = computeSecondsLeft(createRecentEntries(4, 10, { requests: 300 }))
    expect(found.secondsLeft).toBe(found.secondsAtBudget)
  })

  test('follows the pace measured over a longer time when a day takes many minutes', () => {
    // 300 requests every 12 minutes are half the budget.
    const { secondsLeft, requestsLeft } = computeSecondsLeft(createRecentEntries(4, 12 * minuteMs, { requests: 300 }))
    expect({ requestsLeft, secondsLeft }).toEqual({ requestsLeft: 37_900, secondsLeft: 90_960 })
  })
})

describe('reading', () => {
  test('is the newest unread day, but null while no run is under way', () => {
    expect(computeProgress([])?.reading).toBe(latestDay)
    const ledger = history.slice(0, 40).map((day) => createReadEntry(day))
    expect(computeProgress(ledger)?.reading).toBe(history[40])
    expect(computeProgress(ledger, { isSyncing: false })?.reading).toBeNull()
  })

  test('skips a new day, because it may be waiting for an endpoint', () => {
    expect(computeProgress(history.slice(1, 40).map((day) => createReadEntry(day)))?.reading).toBe(history[40])
  })
})

test('progress has whole, non-negative numbers that respect the budget for any ledger', () => {
  const dayRead = fc.record({
    at: fc.integer({ min: now - 5 * minuteMs, max: now + minuteMs }),
    requests: fc.oneof(fc.constant(0), fc.nat({ max: 2_000 })),
    skills: fc.constantFrom('report' as const, 'users' as const),
    connectors: fc.constantFrom('report' as const, 'users' as const),
  })
  const ledgerEntry = fc.nat({ max: history.length - 1 }).chain((index) => {
    const day = history[index] ?? latestDay
    return fc.oneof(
      dayRead.map((changes) => createReadEntry(day, changes)),
      fc.constantFrom(createFailedEntry(day), createRefusedEntry(day)),
    )
  })
  const budget = fc.oneof(fc.integer({ min: 1, max: 3_000 }), fc.constant(1_000_000))
  fc.assert(
    fc.property(
      fc.uniqueArray(ledgerEntry, { selector: ({ day }) => day, maxLength: history.length }),
      budget,
      fc.boolean(),
      (ledger, requestsPerMinute, isSyncing) => {
        const found = computeProgress(ledger, { requestsPerMinute, isSyncing })
        if (!found) return
        const { done, total, requestsLeft, secondsLeft, reading } = found
        for (const value of [done, total, requestsLeft, secondsLeft]) expect(Number.isSafeInteger(value)).toBe(true)
        expect(done).toBeGreaterThanOrEqual(0)
        expect(done).toBeLessThan(total)
        // Every remaining day takes at least one request, and the pace is at most the budget.
        expect(requestsLeft).toBeGreaterThan(0)
        expect(secondsLeft).toBeGreaterThanOrEqual(Math.floor((requestsLeft * 60) / requestsPerMinute))
        if (reading !== null) expect(isSyncing && reading >= firstServedDay && reading <= latestDay).toBe(true)
      },
    ),
  )
})
