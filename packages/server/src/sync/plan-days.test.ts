import { addDays, type Day, dayAt, firstServedDay, type UsageSource } from '@windmill/claude-core'
import { startOfDay } from '@windmill/claude-core/internal'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LedgerEntry } from '../storage/adapter.ts'
import { maxBackoffMs, planDays } from './plan-days.ts'
import type { Report } from './read-day.ts'

const hourMs = 3_600_000
const latestDay: Day = '2026-03-20'
const now = startOfDay('2026-03-21') + 14 * hourMs

const createReadEntry = (
  day: Day,
  { latestDayThen = latestDay, at = now }: { latestDayThen?: Day; at?: number } = {},
): LedgerEntry => ({
  day,
  read: {
    at,
    latestDay: latestDayThen,
    skills: 'report',
    connectors: 'report',
    claudeUsers: 10,
    requests: 3,
    readCount: 1,
    unattributedRows: 0,
    changedRows: 0,
  },
  failure: null,
})
const createFailedEntry = (day: Day, dueAt: number): LedgerEntry => ({
  day,
  read: null,
  failure: { at: now - hourMs, code: 'api_unavailable', attempts: 1, dueAt },
})
/** An entry that was refused an hour ago, and is due again in an hour. */
const createRefusedEntry = (day: Day, { at = now - hourMs, dueAt = now + hourMs } = {}): LedgerEntry => ({
  day,
  read: null,
  failure: { at, code: 'request_rejected', attempts: 3, dueAt },
})
const planEntries = (ledger: LedgerEntry[]) => planDays({ ledger, latestDay, now })
const listAllDays = (): Day[] => {
  const days: Day[] = []
  for (let day = latestDay; day >= firstServedDay; day = addDays(day, -1)) days.push(day)
  return days
}

describe('planDays', () => {
  test('plans every day the API serves, newest first, when no day was read', () => {
    expect(planEntries([]).map(({ day }) => day)).toEqual(listAllDays())
  })

  test('plans nothing when every day was just read', () => {
    expect(planEntries(listAllDays().map((day) => createReadEntry(day)))).toEqual([])
  })

  test('plans a failed day with its next attempt further away than any backoff, after a clock was set back', () => {
    const ledger = listAllDays().map((day) => createReadEntry(day))
    const plan = (dueAt: number) =>
      planEntries([...ledger.slice(0, 5), createFailedEntry('2026-03-15', dueAt), ...ledger.slice(6)])
    expect(plan(now + 20 * hourMs)).toEqual([])
    expect(plan(now + 30 * 24 * hourMs)).toEqual([{ day: '2026-03-15', reason: 'failed' }])
  })

  test('plans a provisional day that was read in the future, after a clock was set back', () => {
    const plan = (at: number) => planEntries(listAllDays().map((day) => createReadEntry(day, { at })))
    expect(plan(now + 1_000)).toEqual([])
    expect(plan(now + 300 * 24 * hourMs).map(({ reason }) => reason)).toEqual(Array(7).fill('provisional'))
  })

  test('orders new days before failed, provisional and backfill days', () => {
    const readYesterday = { latestDayThen: addDays(latestDay, -2), at: now - 24 * hourMs }
    const ledger = [
      createFailedEntry('2026-03-15', now - 1),
      createReadEntry('2026-03-17', readYesterday),
      createReadEntry('2026-03-18', readYesterday),
    ]
    expect(planEntries(ledger).slice(0, 7)).toEqual([
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
    const days = planEntries([createFailedEntry('2026-03-15', now + 1)]).map(({ day }) => day)
    expect(days).not.toContain('2026-03-15')
  })

  test('plans a provisional day once per latest day, until it is seven days old', () => {
    const day: Day = '2026-03-01'
    const plannedReads: string[] = []
    let entry = createReadEntry(day, { latestDayThen: day, at: startOfDay('2026-03-02') + 14 * hourMs })
    for (let time = entry.read?.at ?? 0; time < startOfDay('2026-03-20'); time += hourMs) {
      // From 13:30 on, the API serves the day before.
      const servedDay = addDays(dayAt(time), time % (24 * hourMs) >= 13.5 * hourMs ? -1 : -2)
      const planned = planDays({ ledger: [entry], latestDay: servedDay, now: time }).find((next) => next.day === day)
      if (!planned) continue
      plannedReads.push(`${servedDay} ${planned.reason}`)
      entry = createReadEntry(day, { latestDayThen: servedDay, at: time })
    }
    expect(plannedReads).toEqual(
      ['02', '03', '04', '05', '06', '07', '08'].map((served) => `2026-03-${served} provisional`),
    )
  })

  describe('at a border of two refused days in a row', () => {
    const settledAt = { at: now - 48 * hourMs }
    const [border, behind]: readonly [Day, Day] = ['2026-02-01', '2026-01-31']
    const readDays = listAllDays().filter((day) => day > border)
    const readEntries = readDays.map((day) => createReadEntry(day, settledAt))
    const planDaysOf = (...entries: LedgerEntry[]) =>
      planEntries([...readEntries, ...entries])
        .filter(({ reason }) => reason !== 'provisional')
        .map(({ day }) => day)

    test('plans no day behind the border, and the newest refused day when it is due', () => {
      expect(planDaysOf(createRefusedEntry(border), createRefusedEntry(behind))).toEqual([])
      expect(
        planDaysOf(createRefusedEntry(border, { dueAt: now }), createRefusedEntry(behind, { dueAt: now })),
      ).toEqual([border])
    })

    test('plans one day behind the border per day: the newest that was never requested, or else the day with the oldest attempt', () => {
      const longAgo = { at: now - 22 * hourMs, dueAt: now + hourMs }
      const ledger = [createRefusedEntry(border), createRefusedEntry(behind, longAgo)]
      expect(planDaysOf(...ledger)).toEqual(['2026-01-30'])
      expect(planDaysOf(...ledger, createRefusedEntry('2026-01-30', { at: now - 21 * hourMs }))).toEqual([])
      const olderDays = listAllDays().filter((day) => day < behind)
      const oldest = { at: now - 90 * hourMs, dueAt: now + hourMs }
      const allRefused = olderDays.map((day) => createRefusedEntry(day, day === '2026-01-10' ? oldest : longAgo))
      expect(planDaysOf(...ledger, ...allRefused)).toEqual(['2026-01-10'])
    })

    test('goes on behind the border when a neighboring day was read after the refusal', () => {
      const ledger = [
        createReadEntry(border, { at: now }),
        createRefusedEntry(behind),
        createRefusedEntry('2026-01-30'),
      ]
      expect(planDaysOf(...ledger)).toEqual(listAllDays().filter((day) => day < border))
      // Two days that were refused again make the next border.
      const refusedAgain = [
        createRefusedEntry(behind, { at: now + 1 }),
        createRefusedEntry('2026-01-30', { at: now + 2 }),
      ]
      expect(planDaysOf(createReadEntry(border, { at: now }), ...refusedAgain)).toEqual([])
    })

    test('goes on in both directions from a day behind the border that is served', () => {
      const ledger = [createRefusedEntry(border), createRefusedEntry(behind), createReadEntry('2026-01-20', settledAt)]
      expect(planDaysOf(...ledger)).toEqual(listAllDays().filter((day) => day < behind && day !== '2026-01-20'))
    })

    test('still plans provisional days behind the border', () => {
      const ledger = [
        createReadEntry(latestDay),
        createRefusedEntry('2026-03-19'),
        createRefusedEntry('2026-03-18'),
        createReadEntry('2026-03-17', { latestDayThen: '2026-03-19', at: now - 24 * hourMs }),
      ]
      expect(planEntries(ledger)).toContainEqual({ day: '2026-03-17', reason: 'provisional' })
    })
  })

  test('goes on behind a single refused day, and plans it when it is due', () => {
    const days = planEntries([createRefusedEntry('2026-02-01')]).map(({ day }) => day)
    expect(days.at(-1)).toBe(firstServedDay)
    expect(days).not.toContain('2026-02-01')
    expect(planEntries([createRefusedEntry('2026-02-01', { dueAt: now })])).toContainEqual({
      day: '2026-02-01',
      reason: 'failed',
    })
  })

  describe('when days with stored figures are refused, however many', () => {
    const addRefusal = (entry: LedgerEntry, at: number): LedgerEntry => {
      const failure = { at, code: 'request_rejected', attempts: 400, dueAt: at + maxBackoffMs }
      return { ...entry, failure }
    }
    const provisionalDays = listAllDays().slice(0, 7)
    const settledDays = listAllDays().slice(7)
    const refusedEntries = listAllDays().map((day) => addRefusal(createReadEntry(day), now - 24 * hourMs))
    const replace = (entries: readonly LedgerEntry[], next: LedgerEntry) => [
      ...entries.filter(({ day }) => day !== next.day),
      next,
    ]

    test('plans all provisional days, and one settled day per day: the settled day with the oldest attempt', () => {
      expect(planEntries(refusedEntries).map(({ day }) => day)).toEqual([...provisionalDays, firstServedDay])
      const oldest = addRefusal(createReadEntry('2026-02-10'), now - 48 * hourMs)
      expect(planEntries(replace(refusedEntries, oldest)).at(-1)?.day).toBe('2026-02-10')
      const entriesAfterRefusal = replace(refusedEntries, addRefusal(createReadEntry('2026-02-10'), now))
      expect(planEntries(entriesAfterRefusal).map(({ day }) => day)).toEqual(provisionalDays)
    })

    test('plans the next settled day as soon as one is served', () => {
      const entriesAfterRead = replace(refusedEntries, createReadEntry(firstServedDay))
      expect(planEntries(entriesAfterRead).at(-1)?.day).toBe(settledDays.at(-2))
    })
  })

  test('plans one older day per day when the ten newest days are refused as too recent and no day was read', () => {
    const createTooRecentEntries = (count: number) =>
      Array.from({ length: count }, (_, age): LedgerEntry => {
        const failure = { at: now, code: 'day_too_recent', attempts: 1, dueAt: now + hourMs }
        return { ...createFailedEntry(addDays(latestDay, -age), now + hourMs), failure }
      })
    expect(planEntries(createTooRecentEntries(9)).at(-1)?.day).toBe(firstServedDay)
    expect(planEntries(createTooRecentEntries(10))).toEqual([])
    const later = planDays({ ledger: createTooRecentEntries(10), latestDay, now: now + 22 * hourMs })
    expect(later.map(({ day }) => day)).toEqual(
      listAllDays()
        .slice(0, 11)
        .filter((day) => day !== addDays(latestDay, -9)),
    )
    const olderDay = addDays(latestDay, -20)
    expect(
      planEntries([...createTooRecentEntries(10), createReadEntry(olderDay, { latestDayThen: latestDay, at: now })]).at(
        -1,
      )?.day,
    ).toBe(firstServedDay)
  })

  test('plans settled days without a report last when the report has appeared, except days that have already read the whole report', () => {
    const createEntryWithSources = (day: Day, skills: UsageSource, connectors: UsageSource = 'users'): LedgerEntry => {
      const entry = createReadEntry(day)
      return { ...entry, read: entry.read && { ...entry.read, skills, connectors } }
    }
    const ledger = [
      ...listAllDays().map((day) => createReadEntry(day)),
      createEntryWithSources('2026-02-01', 'users'),
      createEntryWithSources('2026-02-02', 'kept'),
      createEntryWithSources('2026-02-03', 'final'),
      createEntryWithSources('2026-02-04', 'report'),
      { ...createEntryWithSources('2026-02-06', 'users'), failure: createFailedEntry('2026-02-06', now + 1).failure },
      // Still provisional, so a later read requests the report anyway.
      createEntryWithSources(latestDay, 'users'),
    ].filter(({ day }) => day !== '2026-01-05')
    const planWithReports = (availableReports: readonly Report[]) =>
      planDays({ ledger, latestDay, now, availableReports })
    expect(planWithReports([])).toEqual([{ day: '2026-01-05', reason: 'backfill' }])
    expect(planWithReports(['skills'])).toEqual([
      { day: '2026-01-05', reason: 'backfill' },
      { day: '2026-02-02', reason: 'report' },
      { day: '2026-02-01', reason: 'report' },
    ])
    // Before June 2026 the connector report is incomplete.
    expect(planWithReports(['connectors'])).toEqual(planWithReports([]))
  })

  test('plans each day at most once, and every unread day unless it failed and is not due', () => {
    const ledgerEntry = fc.integer({ min: 0, max: 78 }).chain((age) => {
      const day = addDays(latestDay, -age)
      return fc.oneof(
        fc
          .integer({ min: 0, max: age })
          .map((daysOld) => createReadEntry(day, { latestDayThen: addDays(day, daysOld), at: now - 30 * hourMs })),
        fc.integer({ min: -5, max: 5 }).map((hours) => createFailedEntry(day, now + hours * hourMs)),
      )
    })
    fc.assert(
      fc.property(fc.uniqueArray(ledgerEntry, { selector: ({ day }) => day }), (ledger) => {
        const plannedDays = planEntries(ledger)
        const days = plannedDays.map(({ day }) => day)
        expect(new Set(days).size).toBe(days.length)
        for (const { day, reason } of plannedDays) {
          expect(day >= firstServedDay && day <= latestDay).toBe(true)
          const entry = ledger.find((candidate) => candidate.day === day)
          if (reason === 'provisional') expect(entry?.read).not.toBeNull()
          else expect(entry?.read ?? null).toBeNull()
        }
        for (const day of listAllDays()) {
          const entry = ledger.find((candidate) => candidate.day === day)
          if (!entry || (entry.failure && entry.failure.dueAt <= now)) expect(days).toContain(day)
        }
      }),
    )
  })
})
