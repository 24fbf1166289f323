import type { Day } from '@windmill/claude-core'
import { startOfDay } from '@windmill/claude-core/internal'

const dayMs = 86_400_000

/** Properties of a day that influence simulated activity. */
export interface CalendarDay {
  readonly day: Day
  /** Days since 1970-01-01. */
  readonly dayNumber: number
  readonly isWeekend: boolean
  readonly isFriday: boolean
  /** Index of the 7-day week within the year, from 0 to 52. Week 0 starts on January 1. */
  readonly week: number
  /** Month and day, as `MM-DD`. */
  readonly monthAndDay: string
}

/** Country of one of the company's offices. It determines the public holidays. */
export type OfficeCountry = 'us' | 'gb' | 'de' | 'in'
/** Countries to pick from at random. The United States is listed twice, so it is picked twice as often. */
export const weightedOfficeCountries: readonly OfficeCountry[] = ['us', 'us', 'gb', 'de', 'in']

/** Creates the calendar properties of a day. */
export const createCalendarDay = (day: Day): CalendarDay => {
  const startMs = startOfDay(day)
  const weekday = new Date(startMs).getUTCDay()
  const newYearMs = startOfDay(`${day.slice(0, 4)}-01-01` as Day)
  return {
    day,
    dayNumber: startMs / dayMs,
    isWeekend: weekday === 0 || weekday === 6,
    isFriday: weekday === 5,
    week: Math.floor((startMs - newYearMs) / (7 * dayMs)),
    monthAndDay: day.slice(5),
  }
}

/** Public holidays by country, as `MM-DD`. Movable holidays have their date of 2026. */
const holidays: Readonly<Record<OfficeCountry, ReadonlySet<string>>> = {
  us: new Set(['01-01', '01-19', '02-16', '05-25', '06-19', '07-03', '09-07', '11-26', '11-27', '12-24', '12-25']),
  gb: new Set(['01-01', '04-03', '04-06', '05-04', '05-25', '08-31', '12-25', '12-28']),
  de: new Set(['01-01', '04-03', '04-06', '05-01', '05-14', '05-25', '10-03', '12-24', '12-25', '12-26']),
  in: new Set(['01-01', '01-26', '03-04', '04-03', '08-15', '10-02', '10-20', '11-08', '11-09', '12-25']),
}

/**
 * Returns a factor from 0 to 1 for the probability that someone uses Claude on a day. It is 1 on an ordinary Monday to
 * Thursday, and lower on other days.
 */
export const computeAttendance = (
  country: OfficeCountry,
  vacationWeeks: readonly number[],
  calendarDay: CalendarDay,
): number => {
  if (calendarDay.isWeekend) return 0.07
  if (holidays[country].has(calendarDay.monthAndDay)) return 0.04
  if (vacationWeeks.includes(calendarDay.week)) return 0.03
  // Fewer people work between Christmas and New Year.
  if (calendarDay.monthAndDay >= '12-24') return 0.3
  return calendarDay.isFriday ? 0.85 : 1
}
