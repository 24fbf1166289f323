import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { calendar } from '../../test/calendar.ts'
import { anyCounters, createCounters, sumFormulas } from '../../test/counters.ts'
import { employeeId } from '../people/ids.ts'
import { addDays, type Day, daysBetween } from '../time/day.ts'
import { type Period, previousPeriod, splitIntoBuckets } from '../time/period.ts'
import { type StatId, statIds } from './catalog.ts'
import { computeEmployeeStats, type EmployeeStatsInput } from './compute-employee-stats.ts'
import { emptySums, sumCounters } from './counter-sums.ts'
import type { Counters, UsageSource } from './counters.ts'
import type { ReadDay } from './coverage.ts'

/** One day of an organization, with the rows of one employee's Claude users. Null: no row for that Claude user. */
interface UsageDay {
  readonly day: Day
  readonly read: boolean
  readonly skills: UsageSource
  readonly connectors: UsageSource
  readonly rows: readonly (Counters | null)[]
}

const anySource = fc.constantFrom<UsageSource>('report', 'users')

/** Consecutive days, some of them unread and thus without rows. The period is their second half. */
const anyCase = fc
  .record({
    claudeUsers: fc.integer({ min: 0, max: 3 }),
    length: fc.integer({ min: 1, max: 18 }),
    first: fc.integer({ min: 0, max: 300 }),
    bucket: fc.constantFrom('day', 'week', 'month'),
    archivedAfter: fc.option(fc.integer({ min: -20, max: 20 })),
    latestAfter: fc.option(fc.integer({ min: -20, max: 25 })),
    readMostly: fc.boolean(),
  })
  .chain((shape) => {
    const start = calendar.indexOf('2026-02-01') + shape.first
    const days = fc.tuple(
      ...Array.from({ length: shape.length * 2 }, (_, index) =>
        fc
          .record({
            read: shape.readMostly ? fc.constant(true) : fc.boolean(),
            skills: anySource,
            connectors: anySource,
            rows: fc.array(fc.option(anyCounters), { minLength: shape.claudeUsers, maxLength: shape.claudeUsers }),
          })
          .map(
            (day): UsageDay => ({
              ...day,
              rows: day.read ? day.rows : [],
              day: calendar[start + index] as Day,
            }),
          ),
      ),
    )
    const from = calendar[start + shape.length] as Day
    const period: Period = { from, to: addDays(from, shape.length - 1) }
    return days.map((usageDays) => ({
      ...shape,
      usageDays,
      period,
      archivedOn: shape.archivedAfter === null ? null : addDays(from, shape.archivedAfter),
      latestDay: shape.latestAfter === null ? null : addDays(from, shape.latestAfter),
    }))
  })

type Case = typeof anyCase extends fc.Arbitrary<infer Value> ? Value : never

/** Sums the rows as storage does: over the read days, up to the archived date. */
const createInput = ({ usageDays, period, bucket, claudeUsers, archivedOn, latestDay }: Case): EmployeeStatsInput => {
  const listRows = ({ from, to }: Period) =>
    usageDays.flatMap(({ day, rows }) =>
      day >= from && day <= to && (archivedOn === null || day <= archivedOn) ? rows.filter((row) => row !== null) : [],
    )
  const buckets = splitIntoBuckets(period, bucket).map((part) => [part.from, listRows(part)] as const)
  return {
    employeeId: employeeId('e-1'),
    period,
    bucket,
    claudeUsers,
    archivedOn,
    latestDay,
    sums: {
      previous: sumCounters(listRows(previousPeriod(period))),
      buckets: new Map(buckets.filter(([, rows]) => rows.length > 0).map(([day, rows]) => [day, sumCounters(rows)])),
    },
    days: usageDays
      .filter(({ read }) => read)
      .map(({ day, skills, connectors }): ReadDay => ({ day, latestDay: '2026-12-31', skills, connectors })),
  }
}

/** The same rules computed directly from the rows: without sums, buckets and catalog. */
const computeExpected = (id: StatId, days: readonly UsageDay[], claudeUsers: number) => {
  const readDays = days.filter(({ read }) => read)
  const rows = readDays.flatMap((day) => day.rows.filter((row) => row !== null))
  const unknown = { value: null, partial: false }
  if (readDays.length === 0 || claudeUsers === 0) return unknown
  if (id === 'code.edit_acceptance_rate') {
    let accepted = 0
    let proposed = 0
    let partial = false
    for (const { code_edits_accepted, code_edits_rejected } of rows) {
      accepted += code_edits_accepted ?? 0
      proposed += (code_edits_accepted ?? 0) + (code_edits_rejected ?? 0)
      partial ||= code_edits_accepted === null || code_edits_rejected === null
    }
    return proposed === 0 ? unknown : { value: accepted / proposed, partial }
  }
  const counters = sumFormulas[id]
  const values = rows.map((row) => counters.map((counter) => row[counter]))
  const value = values.flat().reduce<number>((sum, count) => sum + (count ?? 0), 0)
  const isAllIncomplete = values.filter((counts) => counts.includes(null)).length === readDays.length * claudeUsers
  if (value === 0 && isAllIncomplete) return unknown
  const lowerBound =
    (id === 'skills.invocations' && readDays.some(({ skills }) => skills === 'users')) ||
    (id === 'connectors.invocations' && readDays.some(({ connectors }) => connectors === 'users'))
  return { value, partial: lowerBound || values.flat().includes(null) }
}

const listEmployedDays = (one: Case, { from, to }: Period) =>
  one.usageDays.filter(({ day }) => day >= from && day <= to && (one.archivedOn === null || day <= one.archivedOn))

describe('computeEmployeeStats, over random usage', () => {
  test('equals the rules applied to the rows of the read days', () => {
    fc.assert(
      fc.property(anyCase, (one) => {
        const { stats } = computeEmployeeStats(createInput(one))
        for (const id of statIds) {
          const { value, partial, previous, previousPartial, series } = stats[id]
          expect({ id, value, partial }).toEqual({
            id,
            ...computeExpected(id, listEmployedDays(one, one.period), one.claudeUsers),
          })
          expect({ value: previous, partial: previousPartial }).toEqual(
            computeExpected(id, listEmployedDays(one, previousPeriod(one.period)), one.claudeUsers),
          )
          expect(series).toEqual(
            splitIntoBuckets(one.period, one.bucket).map((part) => ({
              start: part.from,
              value: computeExpected(id, listEmployedDays(one, part), one.claudeUsers).value,
            })),
          )
        }
      }),
    )
  })

  test('gives every sum a series that adds up to its value, or is null throughout if the value is null', () => {
    fc.assert(
      fc.property(anyCase, (one) => {
        const { stats } = computeEmployeeStats(createInput(one))
        for (const id of Object.keys(sumFormulas) as (keyof typeof sumFormulas)[]) {
          const points = stats[id].series.map(({ value }) => value).filter((value) => value !== null)
          if (points.length > 0) expect(stats[id].value).toBe(points.reduce((a, b) => a + b))
          else expect(stats[id].value).toBeNull()
        }
      }),
    )
  })

  test('counts every day of both periods until the archived date as read, missing or not served', () => {
    fc.assert(
      fc.property(anyCase, (one) => {
        const { coverage } = computeEmployeeStats(createInput(one))
        const current = listEmployedDays(one, one.period)
        const isUnread = ({ read }: UsageDay) => !read
        const isServed = ({ day }: UsageDay) => one.latestDay !== null && day <= one.latestDay
        const getDay = ({ day }: UsageDay) => day
        expect(coverage).toEqual({
          through: current.filter(({ read }) => read).at(-1)?.day ?? null,
          provisionalFrom: current.find(({ read, day }) => read && daysBetween(day, '2026-12-31') < 7)?.day ?? null,
          missing: current.filter((day) => isUnread(day) && isServed(day)).map(getDay),
          previousMissing: listEmployedDays(one, previousPeriod(one.period)).filter(isUnread).map(getDay),
          claudeUsers: one.claudeUsers,
          latestDay: one.latestDay,
        })
      }),
    )
  })
})

describe('computeEmployeeStats', () => {
  const period = { from: '2026-11-02', to: '2026-11-03' } as const
  const readDay = (day: Day, change: Partial<ReadDay> = {}): ReadDay => ({
    day,
    latestDay: '2026-11-20',
    skills: 'report',
    connectors: 'report',
    ...change,
  })
  const allDays = (['2026-10-31', '2026-11-01', '2026-11-02', '2026-11-03'] as const).map((day) => readDay(day))
  const input: EmployeeStatsInput = {
    employeeId: employeeId('e-1'),
    period,
    bucket: 'day',
    sums: { previous: emptySums, buckets: new Map() },
    days: allDays,
    latestDay: '2026-11-20',
    claudeUsers: 1,
    archivedOn: null,
  }
  const buckets = new Map([['2026-11-02' as Day, sumCounters([createCounters({ chat_messages: 5 })])]])
  const messages = (change: Partial<EmployeeStatsInput>) =>
    computeEmployeeStats({ ...input, ...change }).stats['chat.messages']

  test('returns all twenty stats by id', () => {
    expect(Object.keys(computeEmployeeStats(input).stats)).toEqual(statIds)
  })

  test('counts a read day without a row as zero and an unread day as null', () => {
    expect(messages({ sums: { previous: emptySums, buckets } }).series.map(({ value }) => value)).toEqual([5, 0])
    const days = allDays.filter(({ day }) => day !== '2026-11-03')
    const result = messages({ sums: { previous: emptySums, buckets }, days })
    expect(result).toEqual({
      value: 5,
      previous: 0,
      partial: false,
      previousPartial: false,
      series: [
        { start: '2026-11-02', value: 5 },
        { start: '2026-11-03', value: null },
      ],
    })
  })

  test('returns null for every value of an employee without a Claude user', () => {
    const { stats, coverage } = computeEmployeeStats({ ...input, claudeUsers: 0 })
    for (const { value, previous, partial, series } of Object.values(stats)) {
      expect([value, previous, partial, ...series.map((point) => point.value)]).toEqual([null, null, false, null, null])
    }
    expect(coverage).toMatchObject({ claudeUsers: 0, through: '2026-11-03', missing: [] })
  })

  test('keeps the known value of one Claude user when another one’s is unknown', () => {
    const unknown = sumCounters([createCounters({ chat_messages: null }), createCounters({ chat_messages: 0 })])
    const sums = { previous: emptySums, buckets: new Map([['2026-11-02' as Day, unknown]]) }
    expect(messages({ sums, claudeUsers: 2, period: { from: '2026-11-02', to: '2026-11-02' } })).toMatchObject({
      value: 0,
      partial: true,
    })
  })

  test('lists unread days of the previous period, including days before Claude’s records', () => {
    const january = { from: '2026-01-02', to: '2026-01-04' } as const
    const { coverage } = computeEmployeeStats({ ...input, period: january, days: [readDay('2026-01-01')] })
    expect(coverage.previousMissing).toEqual(['2025-12-30', '2025-12-31'])
  })

  test('returns the first provisional day', () => {
    const days = allDays.map((day) => (day.day === '2026-11-03' ? { ...day, latestDay: '2026-11-05' as Day } : day))
    expect(computeEmployeeStats({ ...input, days }).coverage.provisionalFrom).toBe('2026-11-03')
  })

  test('counts days after the archived date as neither zero nor missing', () => {
    const { stats, coverage } = computeEmployeeStats({
      ...input,
      archivedOn: '2026-11-02',
      sums: { previous: emptySums, buckets },
      period: { from: '2026-11-02', to: '2026-11-04' },
    })
    expect(stats['chat.messages'].series.map(({ value }) => value)).toEqual([5, null, null])
    expect(coverage).toMatchObject({ through: '2026-11-02', missing: [] })
  })

  test('marks a value as partial only if its own period has a lower bound', () => {
    const sums = { previous: emptySums, buckets }
    const skillUsage = (days: readonly ReadDay[]) =>
      computeEmployeeStats({ ...input, sums, days }).stats['skills.invocations']
    expect(skillUsage(allDays.map((day) => ({ ...day, skills: 'users' as const }))).partial).toBe(true)
    const onlyPrevious = skillUsage(allDays.map((day) => (day.day < '2026-11-02' ? { ...day, skills: 'users' } : day)))
    expect(onlyPrevious).toMatchObject({ partial: false, previousPartial: true })
  })
})
