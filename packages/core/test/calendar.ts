import fc from 'fast-check'
import type { Day } from '../src/time/day.ts'

/*
 * A second implementation of the calendar, to check days and periods against. It is built from month lengths. Days are
 * numbered from 0, which is 1970-01-01, a Thursday.
 */

const isLeapYear = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

/** Returns the number of days of a month. Months are numbered from 1 to 12. */
export const countDaysOfMonth = (year: number, month: number): number =>
  month === 2 ? (isLeapYear(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31

const formatDay = (year: number, month: number, date: number): Day =>
  `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}` as Day

const firstYear = 1970

/** Every day from 1970 to 2059. The index of a day is its day number. */
export const calendar: readonly Day[] = Array.from({ length: 90 }, (_, index) => firstYear + index).flatMap((year) =>
  Array.from({ length: 12 }, (_, index) => index + 1).flatMap((month) =>
    Array.from({ length: countDaysOfMonth(year, month) }, (_, index) => formatDay(year, month, index + 1)),
  ),
)

/** Returns the day with a day number. */
export const getDayByNumber = (dayNumber: number): Day => {
  const day = calendar[dayNumber]
  if (!day) throw new RangeError(`Day number ${dayNumber} is outside the calendar.`)
  return day
}

/** A day number that is at least 800 days from both ends of the calendar. */
export const anyDayNumber: fc.Arbitrary<number> = fc.integer({ min: 800, max: calendar.length - 800 })

/** Returns the day number of the Monday on or before a day. */
export const findMondayNumber = (dayNumber: number): number => dayNumber - ((dayNumber + 3) % 7)
