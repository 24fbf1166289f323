import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { calendar } from '../../test/calendar.ts'
import { anyCounters, countersWith, sumFormulas } from '../../test/usage.ts'
import { employeeId } from '../people/ids.ts'
import { addDays, type Day, daysBetween } from '../time/day.ts'
import { type Period, previousPeriod, splitIntoBuckets } from '../time/period.ts'
import { type StatId, statIds } from './catalog.ts'
import { computeEmployeeStats, type EmployeeStatsInput } from './compute-employee-stats.ts'
import { emptySums, sumCounters } from './counter-sums.ts'
import type { Counters, UsageSource } from './counters.ts'
import type { ReadDay } from './coverage.ts'

/** One day of an organisation, and what is stored of one employee's claude users on it. */
interface World {
  readonly day: Day
  readonly read: boolean
  readonly skills: UsageSource
  readonly connectors: UsageSource
  readonly rows: readonly (Counters | null)[]
}

const anySource = fc.constantFrom<UsageSource>('report', 'users')

/** Days of which some were read; a row is stored only with its day. The period lies in the second half of them. */
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
            (day): World => ({
              ...day,
              rows: day.read ? day.rows : [],
              day: calendar[start + index] as Day,
            }),
          ),
      ),
    )
    const from = calendar[start + shape.length] as Day
    const period: Period = { from, to: addDays(from, shape.length - 1) }
    return days.map((world) => ({
      ...shape,
      world,
      period,
      archivedOn: shape.archivedAfter === null ? null : addDays(from, shape.archivedAfter),
      latestDay: shape.latestAfter === null ? null : addDays(from, shape.latestAfter),
    }))
  })

type Case = typeof anyCase extends fc.Arbitrary<infer Value> ? Value : never

/** What storage would answer: sums over the days that were read, up to the archived date. */
const inputOf = ({ world, period, bucket, claudeUsers, archivedOn, latestDay }: Case): EmployeeStatsInput => {
  const rowsIn = ({ from, to }: Period) =>
    world.flatMap(({ day, rows }) =>
      day >= from && day <= to && (archivedOn === null || day <= archivedOn) ? rows.filter((row) => row !== null) : [],
    )
  const buckets = splitIntoBuckets(period, bucket).map((part) => [part.from, rowsIn(part)] as const)
  return {
    employeeId: employeeId('e-1'),
    period,
    bucket,
    claudeUsers,
    archivedOn,
    latestDay,
    sums: {
      previous: sumCounters(rowsIn(previousPeriod(period))),
      buckets: new Map(buckets.filter(([, rows]) => rows.length > 0).map(([day, rows]) => [day, sumCounters(rows)])),
    },
    days: world
      .filter(({ read }) => read)
      .map(({ day, skills, connectors }): ReadDay => ({ day, latestDay: '2026-12-31', skills, connectors })),
  }
}

/** The rules once more, straight from the rows: no sums, no buckets, no catalog. */
const expected = (id: StatId, days: readonly World[], claudeUsers: number) => {
  const known = days.filter(({ read }) => read)
  const rows = known.flatMap((day) => day.rows.filter((row) => row !== null))
  const nothing = { value: null, partial: false }
  if (known.length === 0 || claudeUsers === 0) return nothing
  if (id === 'code.edit_acceptance_rate') {
    let accepted = 0
    let proposed = 0
    let partial = false
    for (const { code_edits_accepted, code_edits_rejected } of rows) {
      accepted += code_edits_accepted ?? 0
      proposed += (code_edits_accepted ?? 0) + (code_edits_rejected ?? 0)
      partial ||= code_edits_accepted === null || code_edits_rejected === null
    }
    return proposed === 0 ? nothing : { value: accepted / proposed, partial }
  }
  const counters = sumFormulas[id]
  const values = rows.map((row) => counters.map((counter) => row[counter]))
  const value = values.flat().reduce<number>((sum, count) => sum + (count ?? 0), 0)
  const blank = values.filter((counts) => counts.includes(null)).length === known.length * claudeUsers
  if (value === 0 && blank) return nothing
  const lowerBound =
    (id === 'skills.invocations' && known.some(({ skills }) => skills === 'users')) ||
    (id === 'connectors.invocations' && known.some(({ connectors }) => connectors === 'users'))
  return { value, partial: lowerBound || values.flat().includes(null) }
}

const within = (one: Case, { from, to }: Period) =>
  one.world.filter(({ day }) => day >= from && day <= to && (one.archivedOn === null || day <= one.archivedOn))

describe('one employee’s stats, over random usage', () => {
  test('are what the rows of the days that were read add up to', () => {
    fc.assert(
      fc.property(anyCase, (one) => {
        const { stats } = computeEmployeeStats(inputOf(one))
        for (const id of statIds) {
          const { value, partial, previous, previousPartial, series } = stats[id]
          expect({ id, value, partial }).toEqual({ id, ...expected(id, within(one, one.period), one.claudeUsers) })
          expect({ value: previous, partial: previousPartial }).toEqual(
            expected(id, within(one, previousPeriod(one.period)), one.claudeUsers),
          )
          expect(series).toEqual(
            splitIntoBuckets(one.period, one.bucket).map((part) => ({
              start: part.from,
              value: expected(id, within(one, part), one.claudeUsers).value,
            })),
          )
        }
      }),
    )
  })

  test('a sum’s series adds up to its value, and is blank exactly where the value is', () => {
    fc.assert(
      fc.property(anyCase, (one) => {
        const { stats } = computeEmployeeStats(inputOf(one))
        for (const id of Object.keys(sumFormulas) as (keyof typeof sumFormulas)[]) {
          const points = stats[id].series.map(({ value }) => value).filter((value) => value !== null)
          if (points.length > 0) expect(stats[id].value).toBe(points.reduce((a, b) => a + b))
          else expect(stats[id].value).toBeNull()
        }
      }),
    )
  })

  test('every day of both periods that is the employee’s is read, missing or not served', () => {
    fc.assert(
      fc.property(anyCase, (one) => {
        const { coverage } = computeEmployeeStats(inputOf(one))
        const current = within(one, one.period)
        const unread = ({ read }: World) => !read
        const served = ({ day }: World) => one.latestDay !== null && day <= one.latestDay
        const dayOf = ({ day }: World) => day
        expect(coverage).toEqual({
          through: current.filter(({ read }) => read).at(-1)?.day ?? null,
          provisionalFrom: current.find(({ read, day }) => read && daysBetween(day, '2026-12-31') < 7)?.day ?? null,
          missing: current.filter((day) => unread(day) && served(day)).map(dayOf),
          previousMissing: within(one, previousPeriod(one.period)).filter(unread).map(dayOf),
          claudeUsers: one.claudeUsers,
          latestDay: one.latestDay,
        })
      }),
    )
  })
})

describe('one employee’s stats', () => {
  const period = { from: '2026-11-02', to: '2026-11-03' } as const
  const readDay = (day: Day, change: Partial<ReadDay> = {}): ReadDay => ({
    day,
    latestDay: '2026-11-20',
    skills: 'report',
    connectors: 'report',
    ...change,
  })
  const all = (['2026-10-31', '2026-11-01', '2026-11-02', '2026-11-03'] as const).map((day) => readDay(day))
  const input: EmployeeStatsInput = {
    employeeId: employeeId('e-1'),
    period,
    bucket: 'day',
    sums: { previous: emptySums, buckets: new Map() },
    days: all,
    latestDay: '2026-11-20',
    claudeUsers: 1,
    archivedOn: null,
  }
  const buckets = new Map([['2026-11-02' as Day, sumCounters([countersWith({ chat_messages: 5 })])]])
  const messages = (change: Partial<EmployeeStatsInput>) =>
    computeEmployeeStats({ ...input, ...change }).stats['chat.messages']

  test('are all twenty, under the ids of the catalog', () => {
    expect(Object.keys(computeEmployeeStats(input).stats)).toEqual(statIds)
  })

  test('a day that was read without a row is a zero; a day that was not read is none', () => {
    expect(messages({ sums: { previous: emptySums, buckets } }).series.map(({ value }) => value)).toEqual([5, 0])
    const unread = all.filter(({ day }) => day !== '2026-11-03')
    const result = messages({ sums: { previous: emptySums, buckets }, days: unread })
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

  test('without a linked claude user everything is null: nothing is known', () => {
    const { stats, coverage } = computeEmployeeStats({ ...input, claudeUsers: 0 })
    for (const { value, previous, partial, series } of Object.values(stats)) {
      expect([value, previous, partial, ...series.map((point) => point.value)]).toEqual([null, null, false, null, null])
    }
    expect(coverage).toMatchObject({ claudeUsers: 0, through: '2026-11-03', missing: [] })
  })

  test('an unknown account beside a known one does not hide what is known', () => {
    const unknown = sumCounters([countersWith({ chat_messages: null }), countersWith({ chat_messages: 0 })])
    const sums = { previous: emptySums, buckets: new Map([['2026-11-02' as Day, unknown]]) }
    expect(messages({ sums, claudeUsers: 2, period: { from: '2026-11-02', to: '2026-11-02' } })).toMatchObject({
      value: 0,
      partial: true,
    })
  })

  test('the previous period names the days that were not read, also those before Claude’s records', () => {
    const january = { from: '2026-01-02', to: '2026-01-04' } as const
    const { coverage } = computeEmployeeStats({ ...input, period: january, days: [readDay('2026-01-01')] })
    expect(coverage.previousMissing).toEqual(['2025-12-30', '2025-12-31'])
  })

  test('days that may still be revised are named from the first on', () => {
    const days = all.map((day) => (day.day === '2026-11-03' ? { ...day, latestDay: '2026-11-05' as Day } : day))
    expect(computeEmployeeStats({ ...input, days }).coverage.provisionalFrom).toBe('2026-11-03')
  })

  test('after the archived date a day is neither a zero nor missing', () => {
    const { stats, coverage } = computeEmployeeStats({
      ...input,
      archivedOn: '2026-11-02',
      sums: { previous: emptySums, buckets },
      period: { from: '2026-11-02', to: '2026-11-04' },
    })
    expect(stats['chat.messages'].series.map(({ value }) => value)).toEqual([5, null, null])
    expect(coverage).toMatchObject({ through: '2026-11-02', missing: [] })
  })

  test('a lower bound is marked only where its own days have one', () => {
    const sums = { previous: emptySums, buckets }
    const partial = (days: readonly ReadDay[]) =>
      computeEmployeeStats({ ...input, sums, days }).stats['skills.invocations']
    expect(partial(all.map((day) => ({ ...day, skills: 'users' as const }))).partial).toBe(true)
    const before = partial(all.map((day) => (day.day < '2026-11-02' ? { ...day, skills: 'users' } : day)))
    expect(before).toMatchObject({ partial: false, previousPartial: true })
  })
})
