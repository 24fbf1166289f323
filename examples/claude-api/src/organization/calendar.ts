import { type Day, startOfDay } from '@windmill/claude-core'

/** What is asked of a day when someone's activity is made up. */
export interface CalendarDay {
  readonly day: Day
  /** Days since 1970. */
  readonly number: number
  readonly weekend: boolean
  readonly friday: boolean
  /** Counted from January's first, 0 to 52. */
  readonly week: number
  readonly monthAndDay: string
}

export type Site = 'us' | 'gb' | 'de' | 'in'
export const sites: readonly Site[] = ['us', 'us', 'gb', 'de', 'in']

export const calendarDay = (day: Day): CalendarDay => {
  const start = startOfDay(day)
  const weekday = new Date(start).getUTCDay()
  const newYear = startOfDay(`${day.slice(0, 4)}-01-01` as Day)
  return {
    day,
    number: start / 86_400_000,
    weekend: weekday === 0 || weekday === 6,
    friday: weekday === 5,
    week: Math.floor((start - newYear) / (7 * 86_400_000)),
    monthAndDay: day.slice(5),
  }
}

/** Public holidays by site; those that move are as in 2026. */
const holidays: Readonly<Record<Site, ReadonlySet<string>>> = {
  us: new Set(['01-01', '01-19', '02-16', '05-25', '06-19', '07-03', '09-07', '11-26', '11-27', '12-24', '12-25']),
  gb: new Set(['01-01', '04-03', '04-06', '05-04', '05-25', '08-31', '12-25', '12-28']),
  de: new Set(['01-01', '04-03', '04-06', '05-01', '05-14', '05-25', '10-03', '12-24', '12-25', '12-26']),
  in: new Set(['01-01', '01-26', '03-04', '04-03', '08-15', '10-02', '10-20', '11-08', '11-09', '12-25']),
}

/** How likely someone at a site is at work on a day, against an ordinary Tuesday. */
export const attendance = (site: Site, vacationWeeks: readonly number[], date: CalendarDay): number => {
  if (date.weekend) return 0.07
  if (holidays[site].has(date.monthAndDay)) return 0.04
  if (vacationWeeks.includes(date.week)) return 0.03
  if (date.monthAndDay >= '12-24') return 0.3
  return date.friday ? 0.85 : 1
}
