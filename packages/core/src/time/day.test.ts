import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyDayNumber, calendar, countDaysOfMonth, dayAtNumber } from '../../test/calendar.ts'
import { describeInZones } from '../../test/time-zones.ts'
import { addDays, type Day, dayAt, daysBetween, isDay, maxDay, minDay, parseDay, startOfDay } from './day.ts'

const dayLength = 24 * 60 * 60 * 1000

describeInZones('day', () => {
  test('every date of the calendar is a day', () => {
    expect(calendar.filter((day) => !isDay(day))).toEqual([])
  })

  test('a date is a day exactly when its month is that long', () => {
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

  test('adding days walks the calendar', () => {
    fc.assert(
      fc.property(anyDayNumber, fc.integer({ min: -700, max: 700 }), (number, count) => {
        expect(addDays(dayAtNumber(number), count)).toBe(dayAtNumber(number + count))
      }),
    )
  })

  test('the days between two days are those added to get from one to the other', () => {
    fc.assert(
      fc.property(anyDayNumber, anyDayNumber, (a, b) => {
        expect(daysBetween(dayAtNumber(a), dayAtNumber(b))).toBe(b - a)
      }),
    )
  })

  test('an instant is on the UTC day whose midnight it follows by less than 24 hours', () => {
    fc.assert(
      fc.property(anyDayNumber, fc.integer({ min: 0, max: dayLength - 1 }), (number, since) => {
        expect(startOfDay(dayAtNumber(number))).toBe(number * dayLength)
        expect(dayAt(number * dayLength + since)).toBe(dayAtNumber(number))
      }),
    )
  })

  test('days compare and sort as they follow each other', () => {
    fc.assert(
      fc.property(anyDayNumber, anyDayNumber, (a, b) => {
        expect(minDay(dayAtNumber(a), dayAtNumber(b))).toBe(dayAtNumber(Math.min(a, b)))
        expect(maxDay(dayAtNumber(a), dayAtNumber(b))).toBe(dayAtNumber(Math.max(a, b)))
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
  ])('after %s comes %s', (day, next) => {
    expect(addDays(day, 1)).toBe(next)
    expect(addDays(next, -1)).toBe(day)
  })
})

describe('what is not a day', () => {
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
  ])('%j', (text) => {
    expect(isDay(text)).toBe(false)
    expect(() => parseDay(text)).toThrow(RangeError)
  })

  test.each([null, undefined, 20260101, new Date(0), ['2026-01-01'], {}])('%j, which is no text', (value) => {
    expect(isDay(value)).toBe(false)
  })

  test('a year so near to the end of four digits that the days around it would not sort', () => {
    expect(['0000-01-01', '0999-12-31', '9000-01-01', '9999-12-31'].filter(isDay)).toEqual([])
  })

  test('an error says what was given', () => {
    expect(() => parseDay('yesterday')).toThrow('"yesterday"')
    expect(parseDay('2026-11-20')).toBe('2026-11-20')
  })

  test('no time is on no day', () => {
    expect(() => dayAt(Number.NaN)).toThrow(RangeError)
  })
})
