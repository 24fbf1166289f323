import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { calendar } from '../../test/calendar.ts'
import { anyCounters, createCounters, sumStatCounters } from '../../test/counters.ts'
import { createEmployeeStats } from '../../test/create-employee-stats.ts'
import { adoptionIds, isActive } from '../adoption/adoption-ids.ts'
import { employeeId } from '../people/ids.ts'
import { addDays, type Day, daysBetween } from '../time/day.ts'
import { listDays, type Period, previousPeriod, splitIntoBuckets } from '../time/period.ts'
import { catalog, products, type StatId, statIds } from './catalog.ts'
import { countReadDays } from './comparison.ts'
import { computeEmployeeDays } from './compute-employee-days.ts'
import { type ActiveDay, computeEmployeeStats, type EmployeeStatsInput } from './compute-employee-stats.ts'
import { type CounterSums, emptySums, sumCounters } from './counter-sums.ts'
import { type Counters, mapCounters, type UsageSource } from './counters.ts'
import type { ReadDay } from './coverage.ts'
import { isActiveOn } from './is-active-on.ts'
import { computeCountedValue, listDayCounts, sumDayCounts } from './sum-day-counts.ts'

/** One day, with one row for each Claude user of an employee. Null stands for a Claude user without a row. */
interface TestDay {
  readonly day: Day
  readonly isRead: boolean
  readonly unattributedRows: number
  readonly skills: UsageSource
  readonly connectors: UsageSource
  readonly rows: readonly (Counters | null)[]
}

const anySource = fc.constantFrom<UsageSource>('report', 'users')

/**
 * Consecutive days. Their first half is the previous period, and their second half is the period. Unread days have no
 * rows. All offsets are in days. The start offset counts from 2026-02-01, and the other offsets count from the first
 * day of the period.
 */
const anyCase = fc
  .record({
    claudeUsers: fc.integer({ min: 0, max: 3 }),
    periodLength: fc.integer({ min: 1, max: 18 }),
    startOffset: fc.integer({ min: 0, max: 300 }),
    bucket: fc.constantFrom('day', 'week', 'month'),
    archivedOffset: fc.option(fc.integer({ min: -20, max: 20 })),
    latestOffset: fc.option(fc.integer({ min: -20, max: 25 })),
    areAllRead: fc.boolean(),
    settledShare: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
  })
  .chain((shape) => {
    const startIndex = calendar.indexOf('2026-02-01') + shape.startOffset
    const days = fc.tuple(
      ...Array.from({ length: shape.periodLength * 2 }, (_, index) =>
        fc
          .record({
            isRead: shape.areAllRead ? fc.constant(true) : fc.boolean(),
            unattributedRows: fc.nat(1),
            skills: anySource,
            connectors: anySource,
            rows: fc.array(fc.option(anyCounters), { minLength: shape.claudeUsers, maxLength: shape.claudeUsers }),
          })
          .map(
            (day): TestDay => ({
              ...day,
              rows: day.isRead ? day.rows : [],
              day: calendar[startIndex + index] as Day,
            }),
          ),
      ),
    )
    const from = calendar[startIndex + shape.periodLength] as Day
    const period: Period = { from, to: addDays(from, shape.periodLength - 1) }
    const settledDays = shape.settledShare === null ? null : Math.ceil(shape.settledShare * shape.periodLength)
    return days.map((testDays) => ({
      ...shape,
      testDays,
      period,
      // Without a settled day, nothing is compared.
      compared: settledDays ? { from, to: addDays(from, settledDays - 1) } : null,
      archivedOn: shape.archivedOffset === null ? null : addDays(from, shape.archivedOffset),
      latestDay: shape.latestOffset === null ? null : addDays(from, shape.latestOffset),
    }))
  })

type Case = typeof anyCase extends fc.Arbitrary<infer Value> ? Value : never

/** Sums the rows as storage does: over the read days, up to the archived date. */
const createInput = (testCase: Case): EmployeeStatsInput => {
  const { testDays, period, compared, bucket, claudeUsers, archivedOn, latestDay } = testCase
  const listRows = ({ from, to }: Period) =>
    testDays.flatMap(({ day, rows }) =>
      day >= from && day <= to && (archivedOn === null || day <= archivedOn) ? rows.filter((row) => row !== null) : [],
    )
  const sumRows = (summedPeriod: Period): CounterSums => ({
    ...sumCounters(listRows(summedPeriod)),
    rowsOnUnattributedDays: testDays
      .filter(({ unattributedRows }) => unattributedRows > 0)
      .flatMap(({ day }) =>
        day >= summedPeriod.from && day <= summedPeriod.to ? listRows({ from: day, to: day }) : [],
      ).length,
  })
  const buckets = splitIntoBuckets(period, bucket).filter((bucketPeriod) => listRows(bucketPeriod).length > 0)
  return {
    employeeId: employeeId('e-1'),
    period,
    compared,
    bucket,
    claudeUsers,
    archivedOn,
    latestDay,
    activeDays: calendar.flatMap((day): ActiveDay | [] => {
      const rows = listRows({ from: day, to: day })
      const usedProducts = products.flatMap(({ id }) => (rows.some((row) => isActive(row, id)) ? id : []))
      return usedProducts.length > 0 ? { day, products: usedProducts } : []
    }),
    sums: {
      previous: sumRows(previousPeriod(compared ?? period)),
      ...(compared && { compared: sumRows(compared) }),
      buckets: new Map(buckets.map((bucketPeriod) => [bucketPeriod.from, sumRows(bucketPeriod)])),
    },
    days: testDays
      .filter(({ isRead }) => isRead)
      .map(
        ({ day, skills, connectors, unattributedRows }): ReadDay => ({
          day,
          latestDay: '2026-12-31',
          skills,
          connectors,
          unattributedRows,
        }),
      ),
  }
}

/** Computes a stat by the same rules directly from the rows, without sums, buckets or the catalog. */
const computeExpectedStat = (id: StatId, days: readonly TestDay[], claudeUsers: number) => {
  const readDays = days.filter(({ isRead }) => isRead)
  // A missing row is zero, or unknown if the day has unattributed rows.
  const rows = readDays.flatMap((day) =>
    day.rows.flatMap((row) => row ?? (day.unattributedRows > 0 ? [mapCounters(() => null)] : [])),
  )
  const unknownStat = { value: null, partial: false }
  if (readDays.length === 0 || claudeUsers === 0) return unknownStat
  if (id === 'code.edit_acceptance_rate') {
    let accepted = 0
    let proposed = 0
    let isPartial = false
    for (const { code_edits_accepted, code_edits_rejected } of rows) {
      accepted += code_edits_accepted ?? 0
      proposed += (code_edits_accepted ?? 0) + (code_edits_rejected ?? 0)
      isPartial ||= code_edits_accepted === null || code_edits_rejected === null
    }
    return proposed === 0 ? unknownStat : { value: accepted / proposed, partial: isPartial }
  }
  const counters = sumStatCounters[id]
  const values = rows.map((row) => counters.map((counter) => row[counter]))
  const value = values.flat().reduce<number>((sum, count) => sum + (count ?? 0), 0)
  const isEveryUsageDayIncomplete =
    values.filter((counts) => counts.includes(null)).length === readDays.length * claudeUsers
  if (value === 0 && isEveryUsageDayIncomplete) return unknownStat
  const isLowerBound =
    (id === 'skills.invocations' && readDays.some(({ skills }) => skills === 'users')) ||
    (id === 'connectors.invocations' && readDays.some(({ connectors }) => connectors === 'users'))
  return { value, partial: isLowerBound || values.flat().includes(null) }
}

/** Lists the days of a period up to and including the archived date. */
const listEmployedDays = ({ testDays, archivedOn }: Case, { from, to }: Period) =>
  testDays.filter(({ day }) => day >= from && day <= to && (archivedOn === null || day <= archivedOn))

describe('computeEmployeeStats, over random usage', () => {
  test('returns the same values as the rules applied directly to the rows of the read days', () => {
    fc.assert(
      fc.property(anyCase, (testCase) => {
        const { stats } = computeEmployeeStats(createInput(testCase))
        for (const id of statIds) {
          const { value, partial, compared, previous, previousPartial, series } = stats[id]
          const comparedDays = testCase.compared ?? testCase.period
          expect({ id, value, partial }).toEqual({
            id,
            ...computeExpectedStat(id, listEmployedDays(testCase, testCase.period), testCase.claudeUsers),
          })
          expect(compared).toBe(
            computeExpectedStat(id, listEmployedDays(testCase, comparedDays), testCase.claudeUsers).value,
          )
          expect({ value: previous, partial: previousPartial }).toEqual(
            computeExpectedStat(id, listEmployedDays(testCase, previousPeriod(comparedDays)), testCase.claudeUsers),
          )
          expect(series).toEqual(
            splitIntoBuckets(testCase.period, testCase.bucket).map((bucketPeriod) => ({
              start: bucketPeriod.from,
              value: computeExpectedStat(id, listEmployedDays(testCase, bucketPeriod), testCase.claudeUsers).value,
            })),
          )
        }
      }),
    )
  })

  test('adds the rate of each ISO week, from its summed counts, if the buckets are days', () => {
    fc.assert(
      fc.property(anyCase, (testCase) => {
        const { stats } = computeEmployeeStats(createInput(testCase))
        const id = 'code.edit_acceptance_rate'
        expect(statIds.filter((other) => stats[other].weeks !== undefined)).toEqual(
          testCase.bucket === 'day' ? [id] : [],
        )
        if (testCase.bucket !== 'day') return
        expect(stats[id].weeks).toEqual(
          splitIntoBuckets(testCase.period, 'week').map((week) => ({
            start: week.from,
            value: computeExpectedStat(id, listEmployedDays(testCase, week), testCase.claudeUsers).value,
          })),
        )
      }),
    )
  })

  test('the value of every sum is the total of the known values in its series, or null if none is known', () => {
    fc.assert(
      fc.property(anyCase, (testCase) => {
        const { stats } = computeEmployeeStats(createInput(testCase))
        for (const id of Object.keys(sumStatCounters) as (keyof typeof sumStatCounters)[]) {
          const knownValues = stats[id].series.map(({ value }) => value).filter((value) => value !== null)
          if (knownValues.length > 0) expect(stats[id].value).toBe(knownValues.reduce((a, b) => a + b))
          else expect(stats[id].value).toBeNull()
        }
      }),
    )
  })

  test('returns the newest read day, the first provisional day and the missing days, up to the archived date', () => {
    fc.assert(
      fc.property(anyCase, (testCase) => {
        const { coverage } = computeEmployeeStats(createInput(testCase))
        const employedDays = listEmployedDays(testCase, testCase.period)
        const isUnread = ({ isRead }: TestDay) => !isRead
        const isServed = ({ day }: TestDay) => testCase.latestDay !== null && day <= testCase.latestDay
        const getDay = ({ day }: TestDay) => day
        expect(coverage).toEqual({
          through: employedDays.filter(({ isRead }) => isRead).at(-1)?.day ?? null,
          provisionalFrom:
            employedDays.find(({ isRead, day }) => isRead && daysBetween(day, '2026-12-31') < 7)?.day ?? null,
          missing: employedDays.filter((day) => isUnread(day) && isServed(day)).map(getDay),
          notServed: null,
          keptFrom: null,
          checkedMonths: [],
          previousMissing: listEmployedDays(testCase, previousPeriod(testCase.compared ?? testCase.period))
            .filter(isUnread)
            .map(getDay),
          claudeUsers: testCase.claudeUsers,
          startedOn: null,
          archivedOn: testCase.archivedOn,
          latestDay: testCase.latestDay,
        })
      }),
    )
  })
})

describe('computeEmployeeDays', () => {
  const computeDays = (testCase: Case) =>
    computeEmployeeDays({ ...createInput({ ...testCase, bucket: 'day' }), bucket: 'day', readAt: new Map() }).days

  test('gives days from which every stat can be computed again, the rate included', () => {
    fc.assert(
      fc.property(anyCase, (testCase) => {
        const days = computeDays(testCase)
        const { stats } = computeEmployeeStats(createInput(testCase))
        for (const stat of catalog) {
          const { value, partial } = stats[stat.id]
          expect(computeCountedValue(stat, sumDayCounts(days.map((day) => listDayCounts(stat, day)))), stat.id).toBe(
            value,
          )
          if (stat.kind === 'sum' && value !== null && !partial)
            expect(days.flatMap((day) => day.partial)).not.toContain(stat.id)
        }
      }),
    )
  })

  test('gives the same value for each day as the daily series of computeEmployeeStats', () => {
    fc.assert(
      fc.property(anyCase, (testCase) => {
        const days = new Map(computeDays(testCase).map((day) => [day.day, day]))
        const { stats } = computeEmployeeStats(createInput({ ...testCase, bucket: 'day' }))
        for (const stat of catalog) {
          for (const { start, value } of stats[stat.id].series) {
            const day = days.get(start)
            expect(day && computeCountedValue(stat, listDayCounts(stat, day)), `${stat.id} on ${start}`).toBe(value)
          }
        }
      }),
    )
  })

  test('gives as many active days as computeEmployeeStats, for each product and for any product', () => {
    fc.assert(
      fc.property(anyCase, (testCase) => {
        const days = computeDays(testCase)
        const { activeDays } = computeEmployeeStats(createInput(testCase))
        for (const id of adoptionIds) {
          const knownAnswers = days.flatMap((day) => isActiveOn(day, id) ?? [])
          expect(knownAnswers.length > 0 ? knownAnswers.filter(Boolean).length : null, id).toBe(activeDays[id].value)
        }
      }),
    )
  })

  test('lists every day of the period once, with figures exactly on the read days of the employee', () => {
    fc.assert(
      fc.property(anyCase, (testCase) => {
        const { period, testDays, claudeUsers, archivedOn } = testCase
        const days = computeDays(testCase)
        expect(days.map(({ day }) => day)).toEqual(listDays(period))
        for (const { day, status, counters, sources } of days) {
          const isRead = testDays.some((other) => other.day === day && other.isRead)
          const hasLeft = archivedOn !== null && day > archivedOn
          expect(counters !== undefined).toBe(isRead && !hasLeft && claudeUsers > 0)
          expect(sources !== null).toBe(counters !== undefined)
          if (hasLeft) expect(status).toBe('not_employed')
        }
      }),
    )
  })

  test('says why a day has no figures, and whether Claude may still revise a day with figures', () => {
    const period: Period = { from: '2026-11-01', to: '2026-11-22' }
    const days: readonly ReadDay[] = [
      { day: '2026-11-05', latestDay: '2026-11-20', skills: 'report', connectors: 'users', unattributedRows: 2 },
      { day: '2026-11-19', latestDay: '2026-11-20', skills: 'report', connectors: 'report' },
    ]
    const answer = computeEmployeeDays({
      ...createInput({
        claudeUsers: 1,
        periodLength: 22,
        startOffset: 0,
        bucket: 'day',
        archivedOffset: null,
        latestOffset: null,
        areAllRead: false,
        settledShare: null,
        compared: null,
        testDays: [],
        period,
        archivedOn: '2026-11-21',
        latestDay: '2026-11-20',
      }),
      bucket: 'day',
      startedOn: '2026-11-02',
      keptFrom: '2026-11-03',
      notServedThrough: '2026-11-04',
      days,
      readAt: new Map([['2026-11-05', '2026-11-20T08:00:00.000Z']]),
    })
    const getStatus = (wanted: Day) => answer.days.find(({ day }) => day === wanted)?.status
    expect(
      ['01', '02', '03', '04', '05', '06', '19', '21', '22'].map((day) => getStatus(`2026-11-${day}` as Day)),
    ).toEqual([
      'not_employed',
      'not_kept',
      'not_served',
      'not_served',
      'settled',
      'missing',
      'provisional',
      'not_published',
      'not_employed',
    ])
    const readDay = answer.days[4]
    expect(readDay).toMatchObject({
      readAt: '2026-11-20T08:00:00.000Z',
      sources: { skills: 'report', connectors: 'users' },
      unattributedRows: 2,
    })
    // One of the two rows may be this person's.
    expect(readDay?.counters?.chat_messages).toBeNull()
    expect(answer.days[18]?.counters?.chat_messages).toBe(0)
  })
})

describe('computeEmployeeStats', () => {
  const period = { from: '2026-11-02', to: '2026-11-03' } as const
  const createReadDay = (day: Day, changes: Partial<ReadDay> = {}): ReadDay => ({
    day,
    latestDay: '2026-11-20',
    skills: 'report',
    connectors: 'report',
    ...changes,
  })
  const allDays = (['2026-10-31', '2026-11-01', '2026-11-02', '2026-11-03'] as const).map((day) => createReadDay(day))
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
  const computeMessages = (changes: Partial<EmployeeStatsInput>) =>
    computeEmployeeStats({ ...input, ...changes }).stats['chat.messages']

  test('returns every stat, in the order of the catalog', () => {
    expect(Object.keys(computeEmployeeStats(input).stats)).toEqual(statIds)
  })

  test('counts a read day without a row as zero and an unread day as null', () => {
    expect(computeMessages({ sums: { previous: emptySums, buckets } }).series.map(({ value }) => value)).toEqual([5, 0])
    const days = allDays.filter(({ day }) => day !== '2026-11-03')
    const result = computeMessages({ sums: { previous: emptySums, buckets }, days })
    expect(result).toEqual({
      value: 5,
      compared: 5,
      previous: 0,
      partial: false,
      previousPartial: false,
      series: [
        { start: '2026-11-02', value: 5 },
        { start: '2026-11-03', value: null },
      ],
    })
  })

  test('returns null for every stat, and full coverage, for an employee without a Claude user', () => {
    const { stats, coverage } = computeEmployeeStats({ ...input, claudeUsers: 0 })
    for (const { value, previous, partial, series } of Object.values(stats)) {
      expect([value, previous, partial, ...series.map((point) => point.value)]).toEqual([null, null, false, null, null])
    }
    expect(coverage).toMatchObject({ claudeUsers: 0, through: '2026-11-03', missing: [] })
  })

  test('returns a partial sum if only some of the Claude users have known counters', () => {
    const dayOfTwoUsers = sumCounters([createCounters({ chat_messages: null }), createCounters({ chat_messages: 0 })])
    const sums = { previous: emptySums, buckets: new Map([['2026-11-02' as Day, dayOfTwoUsers]]) }
    expect(computeMessages({ sums, claudeUsers: 2, period: { from: '2026-11-02', to: '2026-11-02' } })).toMatchObject({
      value: 0,
      partial: true,
    })
  })

  test('lists unread days of the previous period as missing, even days before the first served day', () => {
    const january = { from: '2026-01-02', to: '2026-01-04' } as const
    const { coverage } = computeEmployeeStats({ ...input, period: january, days: [createReadDay('2026-01-01')] })
    expect(coverage.previousMissing).toEqual(['2025-12-30', '2025-12-31'])
  })

  test('counts a day that the account does not keep as unknown, neither missing nor zero, and returns the first kept day', () => {
    const days = allDays.filter(({ day }) => day >= '2026-11-03')
    const { stats, coverage } = computeEmployeeStats({ ...input, days, keptFrom: '2026-11-03' })
    expect(stats['chat.messages'].series.map(({ value }) => value)).toEqual([null, 0])
    expect(coverage).toMatchObject({
      missing: [],
      keptFrom: '2026-11-03',
      previousMissing: ['2026-10-31', '2026-11-01'],
    })
  })

  test('counts a day as unknown, not zero, only if it is kept for none of the Claude users', () => {
    const computeSeries = (changes: Partial<EmployeeStatsInput>) =>
      computeMessages({ ...changes, sums: { previous: emptySums, buckets: new Map() } }).series.map(
        ({ value }) => value,
      )
    expect(computeSeries({ userKeptFrom: ['2026-11-03'] })).toEqual([null, 0])
    expect(computeSeries({ userKeptFrom: ['2026-11-03'], claudeUsers: 2 })).toEqual([0, 0])
    expect(computeSeries({ userKeptFrom: ['2026-11-03', '2026-11-04'], claudeUsers: 2 })).toEqual([null, 0])
  })

  test('returns the first day that is kept for any of the Claude users', () => {
    const findKeptFrom = (changes: Partial<EmployeeStatsInput>) =>
      computeEmployeeStats({ ...input, ...changes }).coverage.keptFrom
    expect(findKeptFrom({ userKeptFrom: ['2026-11-04', '2026-11-03'], claudeUsers: 2 })).toBe('2026-11-03')
    expect(findKeptFrom({ userKeptFrom: ['2026-11-03'], claudeUsers: 2 })).toBe(null)
    expect(findKeptFrom({ userKeptFrom: ['2026-11-03'], keptFrom: '2026-11-04' })).toBe('2026-11-04')
  })

  test('returns the first provisional day of the period', () => {
    const days = allDays.map((day) => (day.day === '2026-11-03' ? { ...day, latestDay: '2026-11-05' as Day } : day))
    expect(computeEmployeeStats({ ...input, days }).coverage.provisionalFrom).toBe('2026-11-03')
  })

  test('counts no day after the archived date, neither as zero nor as missing', () => {
    const { stats, coverage } = computeEmployeeStats({
      ...input,
      archivedOn: '2026-11-02',
      sums: { previous: emptySums, buckets },
      period: { from: '2026-11-02', to: '2026-11-04' },
    })
    expect(stats['chat.messages'].series.map(({ value }) => value)).toEqual([5, null, null])
    expect(coverage).toMatchObject({ through: '2026-11-02', missing: [] })
  })

  test('calls a day not served only if the employee was employed on it', () => {
    const computeNotServed = (changes: Partial<EmployeeStatsInput>) =>
      computeEmployeeStats({
        ...input,
        period: { from: '2026-11-02', to: '2026-11-08' },
        days: [createReadDay('2026-11-05'), createReadDay('2026-11-06')],
        notServedThrough: '2026-11-04',
        ...changes,
      }).coverage.notServed
    expect(computeNotServed({})).toEqual({ from: '2026-11-02', to: '2026-11-04' })
    expect(computeNotServed({ startedOn: '2026-11-04' })).toEqual({ from: '2026-11-04', to: '2026-11-04' })
    expect(computeNotServed({ startedOn: '2026-11-06' })).toBeNull()
    expect(computeNotServed({ startedOn: '2026-11-08' })).toBeNull()
    expect(computeNotServed({ archivedOn: '2026-11-03' })).toEqual({ from: '2026-11-02', to: '2026-11-03' })
  })

  test('marks a value as partial only if a day of its own period has a lower bound', () => {
    const sums = { previous: emptySums, buckets }
    const computeSkillUsage = (days: readonly ReadDay[]) =>
      computeEmployeeStats({ ...input, sums, days }).stats['skills.invocations']
    expect(computeSkillUsage(allDays.map((day) => ({ ...day, skills: 'users' as const }))).partial).toBe(true)
    const withPreviousLowerBound = computeSkillUsage(
      allDays.map((day) => (day.day < '2026-11-02' ? { ...day, skills: 'users' } : day)),
    )
    expect(withPreviousLowerBound).toMatchObject({ partial: false, previousPartial: true })
  })
})

describe('active days', () => {
  type PartialCounters = Parameters<typeof createCounters>[0]
  const createGetCounters = (countersByDay: Readonly<Record<Day, PartialCounters>>) => (day: Day) => {
    const counters = countersByDay[day]
    return counters ? createCounters(counters) : null
  }
  const getUsedCounters = createGetCounters({
    '2026-10-20': { code_sessions: 2 },
    '2026-11-10': { code_sessions: 1, chat_messages: 4 },
    '2026-11-12': { code_edits_rejected: 1 },
    '2026-11-13': { chat_messages: 0 },
  })

  test('are counted for any product and for each, in both periods', () => {
    for (const bucket of ['day', 'week', 'month'] as const) {
      const { activeDays, lastActiveOn } = createEmployeeStats({ bucket, getCounters: getUsedCounters })
      expect(activeDays).toEqual({
        any: { value: 2, compared: 2, previous: 1 },
        chat: { value: 1, compared: 1, previous: 0 },
        code: { value: 2, compared: 2, previous: 1 },
        usage: { value: 0, compared: 0, previous: 0 },
        excel: { value: 0, compared: 0, previous: 0 },
        powerpoint: { value: 0, compared: 0, previous: 0 },
      })
      expect(lastActiveOn).toBe('2026-11-12')
    }
  })

  test('are compared over the settled days', () => {
    const { period, compared, previous, activeDays } = createEmployeeStats({
      getCounters: getUsedCounters,
      settledTo: '2026-11-11',
    })
    expect([period.to, compared?.to, previous]).toEqual([
      '2026-11-20',
      '2026-11-11',
      { from: '2026-10-01', to: '2026-10-21' },
    ])
    expect(activeDays.code).toEqual({ value: 2, compared: 1, previous: 1 })
  })

  test('are unknown, not zero, without a Claude user, without a read day, and for a product that is not reported', () => {
    expect(createEmployeeStats({ claudeUsers: 0 }).activeDays.any).toEqual({
      value: null,
      compared: null,
      previous: null,
    })
    expect(createEmployeeStats({ period: { from: '2026-11-21', to: '2026-11-22' } }).activeDays.any.value).toBeNull()
    const getUnreportedCounters = () =>
      createCounters({ excel_sessions: null, excel_messages: null, excel_skills: null, excel_connectors: null })
    expect(createEmployeeStats({ getCounters: getUnreportedCounters }).activeDays).toMatchObject({
      excel: { value: null, compared: null, previous: null },
      chat: { value: 0, compared: 0, previous: 0 },
    })
  })

  test('never exceed the read days on which the employee was employed', () => {
    const anyOffset = fc.option(fc.integer({ min: 0, max: 70 }))
    fc.assert(
      fc.property(anyOffset, anyOffset, fc.integer({ min: 1, max: 40 }), (startOffset, endOffset, activeInterval) => {
        const firstDay: Day = '2026-09-20'
        const stats = createEmployeeStats({
          getCounters: (day) =>
            daysBetween(firstDay, day) % activeInterval === 0 ? createCounters({ chat_messages: 1 }) : null,
          ...(startOffset !== null && { startedOn: addDays(firstDay, startOffset) }),
          ...(endOffset !== null && { archivedOn: addDays(firstDay, endOffset) }),
        })
        expect(stats.activeDays.any.value ?? 0).toBeLessThanOrEqual(countReadDays(stats))
      }),
    )
  })
})

describe('the first day of employment', () => {
  test('makes earlier days neither missing nor zero', () => {
    const { coverage, stats } = createEmployeeStats({
      startedOn: '2026-11-10',
      unreadDays: ['2026-11-02', '2026-11-12'],
    })
    expect(coverage).toMatchObject({ startedOn: '2026-11-10', missing: ['2026-11-12'], previousMissing: [] })
    expect(stats['chat.messages'].previous).toBeNull()
    expect(stats['chat.messages'].series.find(({ start }) => start === '2026-11-09')?.value).toBeNull()
    expect(stats['chat.messages'].series.find(({ start }) => start === '2026-11-10')?.value).toBe(0)
  })

  test('has no effect if the employee was active before it', () => {
    const getCounters = (day: Day) => (day === '2026-11-09' ? createCounters({ chat_messages: 3 }) : null)
    const { coverage, stats } = createEmployeeStats({ startedOn: '2026-11-10', getCounters })
    expect(coverage.startedOn).toBeNull()
    expect(stats['chat.messages'].previous).toBe(0)
  })
})
