import { addDays, type Day, dayAt, firstServedDay, type UsageSource } from '@windmill/claude-core'
import { startOfDay } from '@windmill/claude-core/internal'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LedgerEntry } from '../storage/adapter.ts'
import { planDays } from './plan-days.ts'
import type { Report } from './read-day.ts'

const hour = 3_600_000
const latestDay: Day = '2026-03-20'
const now = startOfDay('2026-03-21') + 14 * hour

const read = (day: Day, { asOf = latestDay, at = now }: { asOf?: Day; at?: number } = {}): LedgerEntry => ({
  day,
  read: { at, latestDay: asOf, skills: 'report', connectors: 'report', claudeUsers: 10, requests: 3, readCount: 1 },
  failure: null,
  isGone: false,
})
const failed = (day: Day, dueAt: number): LedgerEntry => ({
  day,
  read: null,
  failure: { at: now - hour, code: 'api_unavailable', attempts: 1, dueAt },
  isGone: false,
})
const gone = (day: Day): LedgerEntry => {
  const failure = { at: now - hour, code: 'request_rejected', attempts: 3, dueAt: now - 1 }
  return { day, read: null, failure, isGone: true }
}
const plan = (ledger: LedgerEntry[]) => planDays({ ledger, latestDay, now })
const allDays = (): Day[] => {
  const days: Day[] = []
  for (let day = latestDay; day >= firstServedDay; day = addDays(day, -1)) days.push(day)
  return days
}

describe('planDays', () => {
  test('plans every day the API serves, newest first, when nothing was read', () => {
    expect(plan([]).map(({ day }) => day)).toEqual(allDays())
  })

  test('plans nothing when every day is read and settled', () => {
    expect(plan(allDays().map((day) => read(day)))).toEqual([])
  })

  test('orders new days before failed, provisional and backfill days', () => {
    const yesterday = { asOf: addDays(latestDay, -2), at: now - 24 * hour }
    const ledger = [failed('2026-03-15', now - 1), read('2026-03-17', yesterday), read('2026-03-18', yesterday)]
    expect(plan(ledger).slice(0, 7)).toEqual([
      { day: '2026-03-20', reason: 'new' },
      { day: '2026-03-19', reason: 'new' },
      { day: '2026-03-15', reason: 'failed' },
      { day: '2026-03-18', reason: 'provisional' },
      { day: '2026-03-17', reason: 'provisional' },
      { day: '2026-03-16', reason: 'backfill' },
      { day: '2026-03-14', reason: 'backfill' },
    ])
  })

  test('does not plan a failed day before it is due', () => {
    const days = plan([failed('2026-03-15', now + 1)]).map(({ day }) => day)
    expect(days).not.toContain('2026-03-15')
  })

  test('plans a provisional day once a day until it is seven days old', () => {
    const day: Day = '2026-03-01'
    const reads: string[] = []
    let entry = read(day, { asOf: day, at: startOfDay('2026-03-02') + 14 * hour })
    for (let time = entry.read?.at ?? 0; time < startOfDay('2026-03-20'); time += hour) {
      // The API publishes the day before at 13:30.
      const servedDay = addDays(dayAt(time), time % (24 * hour) >= 13.5 * hour ? -1 : -2)
      const planned = planDays({ ledger: [entry], latestDay: servedDay, now: time }).find((next) => next.day === day)
      if (!planned) continue
      reads.push(`${servedDay} ${planned.reason}`)
      entry = read(day, { asOf: servedDay, at: time })
    }
    expect(reads).toEqual(['02', '03', '04', '05', '06', '07', '08'].map((served) => `2026-03-${served} provisional`))
  })

  test('plans no day before two refused days in a row', () => {
    const days = plan([gone('2026-02-01'), gone('2026-01-31')]).map(({ day }) => day)
    expect(days.at(-1)).toBe('2026-02-02')
    const refused = {
      ...failed('2026-01-31', now + 1),
      failure: { at: now, code: 'request_rejected', attempts: 1, dueAt: now + 1 },
    }
    expect(plan([gone('2026-02-01'), refused]).at(-1)?.day).toBe('2026-02-02')
  })

  test('does not take a single refused day for the start of the history', () => {
    const days = plan([gone('2026-02-01')]).map(({ day }) => day)
    expect(days.at(-1)).toBe(firstServedDay)
    expect(days).not.toContain('2026-02-01')
  })

  test('plans no day before ten refused new days until a day is read', () => {
    const createUnserved = (count: number) =>
      Array.from({ length: count }, (_, age): LedgerEntry => {
        const failure = { at: now, code: 'day_too_recent', attempts: 1, dueAt: now + hour }
        return { ...failed(addDays(latestDay, -age), now + hour), failure }
      })
    expect(plan(createUnserved(9)).at(-1)?.day).toBe(firstServedDay)
    expect(plan(createUnserved(10))).toEqual([])
    const older = addDays(latestDay, -20)
    expect(plan([...createUnserved(10), read(older, { asOf: latestDay, at: now })]).at(-1)?.day).toBe(firstServedDay)
  })

  test('plans settled days last for a report that appeared meanwhile, unless it was already requested for them', () => {
    const readFrom = (day: Day, skills: UsageSource, connectors: UsageSource = 'users'): LedgerEntry => {
      const entry = read(day)
      return { ...entry, read: entry.read && { ...entry.read, skills, connectors } }
    }
    const ledger = [
      ...allDays().map((day) => read(day)),
      readFrom('2026-02-01', 'users'),
      readFrom('2026-02-02', 'kept'),
      readFrom('2026-02-03', 'final'),
      readFrom('2026-02-04', 'report'),
      { ...readFrom('2026-02-05', 'users'), isGone: true },
      { ...readFrom('2026-02-06', 'users'), failure: failed('2026-02-06', now + 1).failure },
      // Still provisional, so it is read again for its revision anyway.
      readFrom(latestDay, 'users'),
    ].filter(({ day }) => day !== '2026-01-05')
    const planWith = (availableReports: readonly Report[]) => planDays({ ledger, latestDay, now, availableReports })
    expect(planWith([])).toEqual([{ day: '2026-01-05', reason: 'backfill' }])
    expect(planWith(['skills'])).toEqual([
      { day: '2026-01-05', reason: 'backfill' },
      { day: '2026-02-02', reason: 'report' },
      { day: '2026-02-01', reason: 'report' },
    ])
    // Before June 2026 the connector report is incomplete.
    expect(planWith(['connectors'])).toEqual(planWith([]))
  })

  test('plans each unread day of the history once, unless it failed and is not due', () => {
    const entry = fc.integer({ min: 0, max: 78 }).chain((age) => {
      const day = addDays(latestDay, -age)
      return fc.oneof(
        fc.integer({ min: 0, max: age }).map((old) => read(day, { asOf: addDays(day, old), at: now - 30 * hour })),
        fc.integer({ min: -5, max: 5 }).map((hours) => failed(day, now + hours * hour)),
      )
    })
    fc.assert(
      fc.property(fc.uniqueArray(entry, { selector: ({ day }) => day }), (ledger) => {
        const planned = plan(ledger)
        const days = planned.map(({ day }) => day)
        expect(new Set(days).size).toBe(days.length)
        for (const { day, reason } of planned) {
          expect(day >= firstServedDay && day <= latestDay).toBe(true)
          const known = ledger.find((candidate) => candidate.day === day)
          if (reason === 'provisional') expect(known?.read).not.toBeNull()
          else expect(known?.read ?? null).toBeNull()
        }
        // Every unread day is planned, unless it failed and is not due yet.
        for (const day of allDays()) {
          const known = ledger.find((candidate) => candidate.day === day)
          if (!known || (known.failure && known.failure.dueAt <= now)) expect(days).toContain(day)
        }
      }),
    )
  })
})
