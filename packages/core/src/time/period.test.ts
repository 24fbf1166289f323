import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyDayNumber, calendar, findMondayNumber, getDayByNumber } from '../../test/calendar.ts'
import { describeInTimeZones } from '../../test/describe-in-time-zones.ts'
import { addDays, type Day } from './day.ts'
import {
  type Bucket,
  chooseBucket,
  countDays,
  getQuarter,
  intersectPeriods,
  lastDays,
  listDays,
  type Period,
  previousPeriod,
  splitIntoBuckets,
  startOfBucket,
} from './period.ts'

/** A period as the day number of its first day and its length in days. */
const anyRange = fc.record({ first: anyDayNumber, length: fc.integer({ min: 1, max: 80 }) })
const toPeriod = ({ first, length }: { first: number; length: number }): Period => ({
  from: getDayByNumber(first),
  to: getDayByNumber(first + length - 1),
})

const getQuarterName = (day: Day) => `${day.slice(0, 4)} ${Math.ceil(Number(day.slice(5, 7)) / 3)}`
const quarters = Map.groupBy(calendar, getQuarterName)

describeInTimeZones('periods', () => {
  test('countDays, listDays and lastDays include the first and the last day', () => {
    fc.assert(
      fc.property(anyRange, (range) => {
        expect(countDays(toPeriod(range))).toBe(range.length)
        expect(listDays(toPeriod(range))).toEqual(calendar.slice(range.first, range.first + range.length))
        expect(lastDays(range.length, toPeriod(range).to)).toEqual(toPeriod(range))
      }),
    )
  })

  test('listDays lists every day of the calendar on two calls, although the calendar has more days than the cache', () => {
    const wholeCalendar = { from: calendar[0] as Day, to: calendar.at(-1) as Day }
    for (let repetition = 0; repetition < 2; repetition += 1) expect(listDays(wholeCalendar)).toEqual(calendar)
  })

  test('previousPeriod returns a period with as many days, which ends on the day before the given period', () => {
    fc.assert(
      fc.property(anyRange, ({ first, length }) => {
        expect(previousPeriod(toPeriod({ first, length }))).toEqual(toPeriod({ first: first - length, length }))
      }),
    )
  })

  test('previousPeriod returns the quarter before a whole quarter, and an equally long period if a day is added or missing', () => {
    const allQuarters = [...quarters.values()].map((days): Period => ({ from: days[0] as Day, to: days.at(-1) as Day }))
    for (const [index, quarter] of allQuarters.slice(1, -1).entries()) {
      expect(previousPeriod(quarter)).toEqual(allQuarters[index])
      for (const other of [
        { from: addDays(quarter.from, 1), to: quarter.to },
        { from: quarter.from, to: addDays(quarter.to, -1) },
        { from: quarter.from, to: addDays(quarter.to, 1) },
      ])
        expect(countDays(previousPeriod(other))).toBe(countDays(other))
    }
  })

  test('intersectPeriods returns the days that are in both periods', () => {
    fc.assert(
      fc.property(
        anyRange,
        fc.integer({ min: -100, max: 100 }),
        fc.integer({ min: 1, max: 80 }),
        (a, shift, length) => {
          const other = { first: a.first + shift, length }
          const shared = intersectPeriods(toPeriod(a), toPeriod(other))
          const otherDays = new Set(listDays(toPeriod(other)))
          const expected = listDays(toPeriod(a)).filter((day) => otherDays.has(day))
          expect(shared ? listDays(shared) : []).toEqual(expected)
        },
      ),
    )
  })

  test('startOfBucket returns the day, its Monday or the first of its month', () => {
    fc.assert(
      fc.property(anyDayNumber, (dayNumber) => {
        const day = getDayByNumber(dayNumber)
        expect(startOfBucket(day, 'day')).toBe(day)
        expect(startOfBucket(day, 'week')).toBe(getDayByNumber(findMondayNumber(dayNumber)))
        expect(startOfBucket(day, 'month')).toBe(day.replace(/\d\d$/, '01'))
      }),
    )
  })

  test('splitIntoBuckets keeps every day once, in order, and splits only at the start of each bucket', () => {
    fc.assert(
      fc.property(anyRange, fc.constantFrom('day', 'week', 'month'), (range, bucket) => {
        const period = toPeriod(range)
        const parts = splitIntoBuckets(period, bucket)
        expect(parts.flatMap(listDays)).toEqual(listDays(period))
        for (const [index, part] of parts.entries()) {
          expect(new Set(listDays(part).map((day) => startOfBucket(day, bucket)))).toEqual(
            new Set([startOfBucket(part.from, bucket)]),
          )
          if (index > 0) expect(part.from).toBe(startOfBucket(part.from, bucket))
        }
      }),
    )
  })

  test('getQuarter returns the three whole months of the quarter', () => {
    fc.assert(
      fc.property(anyDayNumber, (dayNumber) => {
        const day = getDayByNumber(dayNumber)
        expect(listDays(getQuarter(day))).toEqual(quarters.get(getQuarterName(day)))
      }),
    )
  })
})

describe('worked examples', () => {
  test('previousPeriod of 1–20 November is 12–31 October', () => {
    expect(previousPeriod({ from: '2026-11-01', to: '2026-11-20' })).toEqual({ from: '2026-10-12', to: '2026-10-31' })
  })

  test.each<[string, Period, Period]>([
    ['the longer Q4', { from: '2027-01-01', to: '2027-03-31' }, { from: '2026-10-01', to: '2026-12-31' }],
    ['the shorter Q2', { from: '2026-07-01', to: '2026-09-30' }, { from: '2026-04-01', to: '2026-06-30' }],
  ])('previousPeriod of a whole quarter is %s', (_, quarter, previous) => {
    expect(previousPeriod(quarter)).toEqual(previous)
    expect(countDays(previous)).not.toBe(countDays(quarter))
  })

  test('chooseBucket chooses days for up to 31 days, and otherwise weeks', () => {
    const buckets = [1, 31, 32, 366].map((days) => chooseBucket(lastDays(days, '2026-11-20')))
    expect(buckets).toEqual(['day', 'day', 'week', 'week'])
  })

  test('countDays and previousPeriod include a leap day', () => {
    expect(countDays({ from: '2024-02-01', to: '2024-03-01' })).toBe(30)
    expect(previousPeriod({ from: '2024-03-01', to: '2024-03-01' })).toEqual({ from: '2024-02-29', to: '2024-02-29' })
  })

  test('startOfBucket finds the Monday in the previous year', () => {
    expect(startOfBucket('2027-01-03', 'week')).toBe('2026-12-28')
    expect(startOfBucket('2027-01-04', 'week')).toBe('2027-01-04')
  })

  test('splitIntoBuckets cuts the first and last week to the period', () => {
    expect(splitIntoBuckets({ from: '2026-11-05', to: '2026-11-17' }, 'week')).toEqual([
      { from: '2026-11-05', to: '2026-11-08' },
      { from: '2026-11-09', to: '2026-11-15' },
      { from: '2026-11-16', to: '2026-11-17' },
    ])
  })

  test('splitIntoBuckets splits months of different lengths without a gap', () => {
    expect(splitIntoBuckets({ from: '2026-01-31', to: '2026-05-01' }, 'month')).toEqual([
      { from: '2026-01-31', to: '2026-01-31' },
      { from: '2026-02-01', to: '2026-02-28' },
      { from: '2026-03-01', to: '2026-03-31' },
      { from: '2026-04-01', to: '2026-04-30' },
      { from: '2026-05-01', to: '2026-05-01' },
    ])
  })

  test.each<[Day, Period]>([
    ['2026-01-01', { from: '2026-01-01', to: '2026-03-31' }],
    ['2026-06-30', { from: '2026-04-01', to: '2026-06-30' }],
    ['2026-08-15', { from: '2026-07-01', to: '2026-09-30' }],
    ['2026-12-31', { from: '2026-10-01', to: '2026-12-31' }],
  ])('getQuarter returns the quarter of %s', (day, quarter) => {
    expect(getQuarter(day)).toEqual(quarter)
  })

  test('a period that ends before it begins is empty', () => {
    expect(listDays({ from: '2026-11-02', to: '2026-11-01' })).toEqual([])
    expect(splitIntoBuckets({ from: '2026-11-02', to: '2026-11-01' }, 'week')).toEqual([])
  })
})

test.each(['year', 'Day', '', undefined, null, 'constructor'])(
  'throws for the unknown bucket %s instead of looping',
  (bucket) => {
    expect(() => splitIntoBuckets({ from: '2026-11-01', to: '2026-11-20' }, bucket as Bucket)).toThrow(RangeError)
    expect(() => startOfBucket('2026-11-20', bucket as Bucket)).toThrow(RangeError)
  },
)
