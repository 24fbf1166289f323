import type { Day } from '@windmill/claude-core'
import { startOfDay } from '@windmill/claude-core/internal'

/** Properties of a day that influence simulated activity. */
export interface CalendarDay {
  readonly day: Day
  /** Days since 1970-01-01. */
  readonly dayNumber: number
  readonly isWeekend: boolean
  readonly isFriday: boolean
  /** Seven-day week of the year starting on January 1, from 0 to 52. */
  readonly week: number
  /** `MM-DD`. */
  readonly monthAndDay: string
}

/** Country of an office. */
export type Site = 'us' | 'gb' | 'de' | 'in'
/** Sites to pick from; the United States counts double. */
export const sites: readonly Site[] = ['us', 'us', 'gb', 'de', 'in']

export const createCalendarDay = (day: Day): CalendarDay => {
  const start = startOfDay(day)
  const weekday = new Date(start).getUTCDay()
  const newYear = startOfDay(`${day.slice(0, 4)}-01-01` as Day)
  return {
    day,
    dayNumber: start / 86_400_000,
    isWeekend: weekday === 0 || weekday === 6,
    isFriday: weekday === 5,
    week: Math.floor((start - newYear) / (7 * 86_400_000)),
    monthAndDay: day.slice(5),
  }
}

/** Public holidays by site as `MM-DD`; movable holidays as in 2026. */
const holidays: Readonly<Record<Site, ReadonlySet<string>>> = {
  us: new Set(['01-01', '01-19', '02-16', '05-25', '06-19', '07-03', '09-07', '11-26', '11-27', '12-24', '12-25']),
  gb: new Set(['01-01', '04-03', '04-06', '05-04', '05-25', '08-31', '12-25', '12-28']),
  de: new Set(['01-01', '04-03', '04-06', '05-01', '05-14', '05-25', '10-03', '12-24', '12-25', '12-26']),
  in: new Set(['01-01', '01-26', '03-04', '04-03', '08-15', '10-02', '10-20', '11-08', '11-09', '12-25']),
}

/** Returns the likelihood that someone at a site works on a day, relative to an ordinary workday: 0 to 1. */
export const computeAttendance = (site: Site, vacationWeeks: readonly number[], date: CalendarDay): number => {
  if (date.isWeekend) return 0.07
  if (holidays[site].has(date.monthAndDay)) return 0.04
  if (vacationWeeks.includes(date.week)) return 0.03
  if (date.monthAndDay >= '12-24') return 0.3
  return date.isFriday ? 0.85 : 1
}
