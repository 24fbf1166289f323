import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyDayNumber, calendar, countDaysOfMonth, getDayByNumber } from '../../test/calendar.ts'
import { describeInTimeZones } from '../../test/describe-in-time-zones.ts'
import { addDays, type Day, dayAt, daysBetween, isDay, maxDay, minDay, parseDay, startOfDay } from './day.ts'

const dayMs = 24 * 60 * 60 * 1000

describeInTimeZones('day', () => {
  test('isDay accepts every date of the calendar', () => {
    expect(calendar.filter((day) => !isDay(day))).toEqual([])
  })

  test('isDay accepts only dates that exist in their month', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1000, max: 8999 }),
        fc.integer({ min: 0, max: 14 }),
        fc.integer({ min: 0, max: 33 }),
        (year, month, date) => {
          const text = `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`
          const exists = month >= 1 && month <= 12 && date >= 1 && date <= countDaysOfMonth(year, month)
          expect(isDay(text)).toBe(exists)
        },
      ),
    )
  })

  test('addDays moves by a number of days in the calendar', () => {
    fc.assert(
      fc.property(anyDayNumber, fc.integer({ min: -700, max: 700 }), (dayNumber, count) => {
        expect(addDays(getDayByNumber(dayNumber), count)).toBe(getDayByNumber(dayNumber + count))
      }),
    )
  })

  test('daysBetween is the difference of the day numbers', () => {
    fc.assert(
      fc.property(anyDayNumber, anyDayNumber, (a, b) => {
        expect(daysBetween(getDayByNumber(a), getDayByNumber(b))).toBe(b - a)
      }),
    )
  })

  test('dayAt returns the UTC day for every millisecond of the day', () => {
    fc.assert(
      fc.property(anyDayNumber, fc.integer({ min: 0, max: dayMs - 1 }), (dayNumber, msOfDay) => {
        expect(startOfDay(getDayByNumber(dayNumber))).toBe(dayNumber * dayMs)
        expect(dayAt(dayNumber * dayMs + msOfDay)).toBe(getDayByNumber(dayNumber))
      }),
    )
  })

  test('minDay and maxDay return the earlier and the later day', () => {
    fc.assert(
      fc.property(anyDayNumber, anyDayNumber, (a, b) => {
        expect(minDay(getDayByNumber(a), getDayByNumber(b))).toBe(getDayByNumber(Math.min(a, b)))
        expect(maxDay(getDayByNumber(a), getDayByNumber(b))).toBe(getDayByNumber(Math.max(a, b)))
      }),
    )
  })
})

describe('leap days', () => {
  test.each<[Day, Day]>([
    ['2024-02-28', '2024-02-29'],
    ['2024-02-29', '2024-03-01'],
    ['2026-02-28', '2026-03-01'],
    ['2000-02-28', '2000-02-29'],
    ['2100-02-28', '2100-03-01'],
    ['2026-12-31', '2027-01-01'],
  ])('addDays goes from %s to %s and back', (day, next) => {
    expect(addDays(day, 1)).toBe(next)
    expect(addDays(next, -1)).toBe(day)
  })
})

describe('invalid days', () => {
  test.each([
    '2026-02-29',
    '2100-02-29',
    '2026-02-30',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '2026-1-1',
    '26-01-01',
    '2026/01/01',
    '20260101',
    ' 2026-01-01',
    '2026-01-01\n',
    '2026-01-01T00:00:00Z',
    '+002026-01-01',
    '२०२६-०१-०१',
    '',
  ])('isDay and parseDay reject %j', (text) => {
    expect(isDay(text)).toBe(false)
    expect(() => parseDay(text)).toThrow(RangeError)
  })

  test.each([null, undefined, 20260101, new Date(0), ['2026-01-01'], {}])(
    'isDay rejects %j, which is not a string',
    (value) => {
      expect(isDay(value)).toBe(false)
    },
  )

  test('isDay rejects years outside 1000 to 8999', () => {
    expect(['0000-01-01', '0999-12-31', '9000-01-01', '9999-12-31'].filter(isDay)).toEqual([])
  })

  test('parseDay returns a valid day and names an invalid string in its error', () => {
    expect(() => parseDay('yesterday')).toThrow('"yesterday"')
    expect(parseDay('2026-11-20')).toBe('2026-11-20')
  })

  test('dayAt throws if the time is not a number', () => {
    expect(() => dayAt(Number.NaN)).toThrow(RangeError)
  })
})
