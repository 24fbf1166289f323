import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyDayNumber, calendar, dayAtNumber, findMondayNumber } from '../../test/calendar.ts'
import { describeInZones } from '../../test/time-zones.ts'
import type { Day } from './day.ts'
import {
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

const anySpan = fc.record({ first: anyDayNumber, length: fc.integer({ min: 1, max: 80 }) })
const periodOf = ({ first, length }: { first: number; length: number }): Period => ({
  from: dayAtNumber(first),
  to: dayAtNumber(first + length - 1),
})

const quarterName = (day: Day) => `${day.slice(0, 4)} ${Math.ceil(Number(day.slice(5, 7)) / 3)}`
const quarters = Map.groupBy(calendar, quarterName)

describeInZones('period', () => {
  test('both ends count', () => {
    fc.assert(
      fc.property(anySpan, (span) => {
        expect(countDays(periodOf(span))).toBe(span.length)
        expect(listDays(periodOf(span))).toEqual(calendar.slice(span.first, span.first + span.length))
        expect(lastDays(span.length, periodOf(span).to)).toEqual(periodOf(span))
      }),
    )
  })

  test('the previous period is as long and ends the day before', () => {
    fc.assert(
      fc.property(anySpan, ({ first, length }) => {
        expect(previousPeriod(periodOf({ first, length }))).toEqual(periodOf({ first: first - length, length }))
      }),
    )
  })

  test('two periods overlap in the days that are in both', () => {
    fc.assert(
      fc.property(anySpan, fc.integer({ min: -100, max: 100 }), fc.integer({ min: 1, max: 80 }), (a, shift, length) => {
        const other = { first: a.first + shift, length }
        const shared = intersectPeriods(periodOf(a), periodOf(other))
        const others = new Set(listDays(periodOf(other)))
        const both = listDays(periodOf(a)).filter((day) => others.has(day))
        expect(shared ? listDays(shared) : []).toEqual(both)
      }),
    )
  })

  test('a week begins on Monday, a month on its first, and a day is itself', () => {
    fc.assert(
      fc.property(anyDayNumber, (number) => {
        const day = dayAtNumber(number)
        expect(startOfBucket(day, 'day')).toBe(day)
        expect(startOfBucket(day, 'week')).toBe(dayAtNumber(findMondayNumber(number)))
        expect(startOfBucket(day, 'month')).toBe(day.replace(/\d\d$/, '01'))
      }),
    )
  })

  test('buckets hold every day of the period once, in order, and are cut exactly where a new one begins', () => {
    fc.assert(
      fc.property(anySpan, fc.constantFrom('day', 'week', 'month'), (span, bucket) => {
        const period = periodOf(span)
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

  test('a quarter is the three whole months around a day', () => {
    fc.assert(
      fc.property(anyDayNumber, (number) => {
        const day = dayAtNumber(number)
        expect(listDays(getQuarter(day))).toEqual(quarters.get(quarterName(day)))
      }),
    )
  })
})

describe('worked examples', () => {
  test('the twenty days before 1–20 November are 12–31 October', () => {
    expect(previousPeriod({ from: '2026-11-01', to: '2026-11-20' })).toEqual({ from: '2026-10-12', to: '2026-10-31' })
  })

  test('a period over a leap day counts it', () => {
    expect(countDays({ from: '2024-02-01', to: '2024-03-01' })).toBe(30)
    expect(previousPeriod({ from: '2024-03-01', to: '2024-03-01' })).toEqual({ from: '2024-02-29', to: '2024-02-29' })
  })

  test('an ISO week runs over the turn of the year', () => {
    expect(startOfBucket('2027-01-03', 'week')).toBe('2026-12-28')
    expect(startOfBucket('2027-01-04', 'week')).toBe('2027-01-04')
  })

  test('the first and last week are cut short by the period', () => {
    expect(splitIntoBuckets({ from: '2026-11-05', to: '2026-11-17' }, 'week')).toEqual([
      { from: '2026-11-05', to: '2026-11-08' },
      { from: '2026-11-09', to: '2026-11-15' },
      { from: '2026-11-16', to: '2026-11-17' },
    ])
  })

  test('months of every length follow each other without a gap', () => {
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
  ])('%s lies in its quarter', (day, quarter) => {
    expect(getQuarter(day)).toEqual(quarter)
  })

  test('a period that ends before it begins has no days', () => {
    expect(listDays({ from: '2026-11-02', to: '2026-11-01' })).toEqual([])
    expect(splitIntoBuckets({ from: '2026-11-02', to: '2026-11-01' }, 'week')).toEqual([])
  })
})
