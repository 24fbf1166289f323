import { addDays, type Day, daysOf, firstDay, startOfDay } from '@windmill/claude-core'
import { connectorReportFrom } from '@windmill/claude-core/api'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LedgerEntry } from '../storage/adapter.ts'
import { backfillProgress, type ProgressInput } from './progress.ts'

const second = 1_000
const minute = 60 * second
const hour = 60 * minute
const latestDay: Day = '2026-06-30'
const now = startOfDay('2026-07-02') + 15 * hour
const history = daysOf({ from: firstDay, to: latestDay }).toReversed()

type Read = NonNullable<LedgerEntry['read']>

const read = (day: Day, changes: Partial<Read> = {}): LedgerEntry => ({
  day,
  read: {
    ...{ at: now - 24 * hour, latestDay, skills: 'report', claudeUsers: 10, times: 1, ...changes },
    connectors: day >= connectorReportFrom ? (changes.connectors ?? 'report') : 'users',
    requests: changes.requests ?? (day >= connectorReportFrom ? 3 : 2),
  },
  failure: null,
  gone: false,
})
const failed = (day: Day, code = 'api_unavailable'): LedgerEntry => ({
  ...{ day, read: null, gone: false },
  failure: { at: now - hour, code, times: 1, dueAt: now + hour },
})
const gone = (day: Day): LedgerEntry => ({ ...failed(day, 'request_rejected'), gone: true })

const progress = (ledger: readonly LedgerEntry[], changes: Partial<ProgressInput> = {}) =>
  backfillProgress({ ledger, latestDay, now, requestsPerMinute: 50, syncing: true, ...changes })

describe('the days', () => {
  it('are all of those that the API serves, before one of them is read', () => {
    expect(progress([])).toMatchObject({ done: 0, total: history.length })
  })

  it('are done when they are read, and nothing is left to tell once none is open', () => {
    expect(progress(history.slice(0, 40).map((day) => read(day)))).toMatchObject({ done: 40, total: history.length })
    expect(progress(history.map((day) => read(day)))).toBeNull()
    expect(progress(history.map((day, index) => (index === 7 ? failed(day) : read(day))))).toBeNull()
  })

  it('begin where the API’s history does, and those that are gone do not count', () => {
    const kept = history.slice(0, 60)
    const [refused, before] = [addDays(kept.at(-1) as Day, -1), addDays(kept.at(-1) as Day, -2)]
    const edge = [gone(refused), gone(before)]
    expect(progress([...edge, ...kept.slice(0, 20).map((day) => read(day))])).toMatchObject({ done: 20, total: 60 })
    expect(progress([...edge, ...kept.map((day) => read(day))])).toBeNull()
  })

  it('that are newer than all that was read are news and no history', () => {
    const known = history.slice(1).map((day) => read(day))
    expect(progress(known)).toBeNull()
    const afterALongPause = history.slice(90).map((day) => read(day))
    expect(progress(afterALongPause)).toBeNull()
    expect(progress([read(latestDay), ...afterALongPause])).toMatchObject({ total: history.length })
  })
})

describe('the requests left', () => {
  it('are a page of each endpoint while nothing is known: two of them before the connector report begins', () => {
    const since = history.filter((day) => day >= connectorReportFrom).length
    expect(progress([])?.requestsLeft).toBe(3 * since + 2 * (history.length - since))
  })

  it('are known exactly where every endpoint takes as many pages each day', () => {
    const large = (day: Day) => read(day, { requests: day >= connectorReportFrom ? 12 : 8 })
    for (const days of [1, 20, 60]) {
      const left = history.slice(days).map(large)
      const expected = left.reduce((sum, { read: of }) => sum + (of?.requests ?? 0), 0)
      expect(progress(history.slice(0, days).map(large))?.requestsLeft).toBe(expected)
    }
  })

  it('are one a day where the organization has no reports', () => {
    const bare = { skills: 'users', connectors: 'users', requests: 1 } as const
    expect(progress(history.slice(0, 40).map((day) => read(day, bare)))?.requestsLeft).toBe(history.length - 40)
  })

  it('fall with every day that takes no more than was expected, in any order', () => {
    const order = fc.shuffledSubarray(history, { minLength: history.length, maxLength: history.length })
    const organization = fc.record({
      skills: fc.constantFrom('report' as const, 'users' as const),
      connectors: fc.constantFrom('report' as const, 'users' as const),
      pages: fc.integer({ min: 1, max: 40 }),
    })
    fc.assert(
      fc.property(order, organization, (days, { pages, skills, connectors }) => {
        // The newest day comes first: what is newer than all that was read is no history.
        const [oldest, ...rest] = days.filter((day) => day !== latestDay)
        const ledger: LedgerEntry[] = []
        let before = Number.POSITIVE_INFINITY
        const store = (day: Day) => {
          const endpoints =
            1 + Number(skills === 'report') + Number(connectors === 'report' && day >= connectorReportFrom)
          ledger.push(read(day, { skills, connectors, requests: endpoints * pages }))
          return progress(ledger, { syncing: false })
        }
        for (const day of [latestDay, ...rest]) {
          const after = store(day)
          expect(after).toMatchObject({ done: ledger.length, total: history.length })
          expect(after?.requestsLeft).toBeLessThan(before)
          before = after?.requestsLeft ?? 0
        }
        expect(store(oldest ?? firstDay)).toBeNull()
      }),
      { numRuns: 10 },
    )
  })
})

describe('the time left', () => {
  /** Days read one after the other, the last one just now. */
  const recently = (count: number, every: number, changes: Partial<Read> = {}) =>
    history.slice(0, count).map((day, index) => read(day, { ...changes, at: now - (count - 1 - index) * every }))
  const secondsOf = (ledger: LedgerEntry[], changes: Partial<ProgressInput> = {}) => {
    const found = progress(ledger, changes)
    if (!found) throw new Error('Nothing is left.')
    return { ...found, atBudget: Math.ceil((found.requestsLeft * 60) / 50) }
  }

  it('follows the budget while nothing was stored lately, and while no run is under way', () => {
    for (const found of [
      secondsOf([]),
      secondsOf(history.slice(0, 40).map((day) => read(day))),
      secondsOf([read(latestDay, { at: now })]),
      secondsOf(recently(10, 18 * second), { syncing: false }),
    ]) {
      expect(found.secondsLeft).toBe(found.atBudget)
    }
  })

  it('follows the days stored in the last minutes when the API or another tool slows the sync down', () => {
    // Three requests every eighteen seconds: ten a minute, a fifth of the budget.
    const { secondsLeft, requestsLeft } = secondsOf(recently(9, 18 * second))
    expect(secondsLeft).toBe(Math.ceil((requestsLeft * 60) / 10))
  })

  it('grows while nothing more is stored', () => {
    const ledger = recently(9, 4 * second)
    const later = (wait: number) => secondsOf(ledger, { now: now + wait }).secondsLeft
    expect(later(minute)).toBeGreaterThan(later(10 * second))
    expect(later(10 * second)).toBeGreaterThan(later(0))
  })

  it('is never shorter than the budget allows, though days that are read together are stored together', () => {
    const found = secondsOf(recently(4, 10, { requests: 300 }))
    expect(found.secondsLeft).toBe(found.atBudget)
  })

  it('looks back further where a day takes many minutes', () => {
    // Three hundred requests every twelve minutes: half the budget.
    const { secondsLeft, requestsLeft } = secondsOf(recently(4, 12 * minute, { requests: 300 }))
    expect(secondsLeft).toBe(Math.ceil((requestsLeft * 60) / 25))
  })
})

describe('what is being read', () => {
  it('is the newest day that is open, and nothing while no run is under way', () => {
    expect(progress([])?.reading).toBe(latestDay)
    const ledger = history.slice(0, 40).map((day) => read(day))
    expect(progress(ledger)?.reading).toBe(history[40])
    expect(progress(ledger, { syncing: false })?.reading).toBeNull()
  })

  it('is not the new day that one endpoint does not have yet', () => {
    expect(progress(history.slice(1, 40).map((day) => read(day)))?.reading).toBe(history[40])
  })
})

it('is whole, finite and never negative, whatever is in the ledger', () => {
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
        const found = progress(ledger, { requestsPerMinute, syncing })
        if (!found) return
        const { done, total, requestsLeft, secondsLeft, reading } = found
        for (const value of [done, total, requestsLeft, secondsLeft]) expect(Number.isSafeInteger(value)).toBe(true)
        expect(done).toBeGreaterThanOrEqual(0)
        expect(done).toBeLessThan(total)
        // A request for each open day at least, and no more of them at once than the budget allows.
        expect(requestsLeft).toBeGreaterThan(0)
        expect(secondsLeft).toBeGreaterThanOrEqual(Math.floor((requestsLeft * 60) / requestsPerMinute))
        if (reading !== null) expect(syncing && reading >= firstDay && reading <= latestDay).toBe(true)
      },
    ),
  )
})
