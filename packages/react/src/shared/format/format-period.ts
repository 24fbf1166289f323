import type { Day, Period } from '@windmill/claude-core'
import { formatDay } from './formatters.ts'

/** "22 Oct – 20 Nov"; with years where `today` is in another year, and one day as itself. */
export const formatPeriod = (locale: string, { from, to }: Period, today: Day): string => {
  const year = yearOf(from) !== yearOf(today) || yearOf(to) !== yearOf(today)
  const last = formatDay(locale, to, year)
  if (from === to) return last
  // Put together here: `formatRange` differs between JavaScript engines in its spaces, which would break hydration.
  return `${formatDay(locale, from, yearOf(from) !== yearOf(to))} – ${last}`
}

/** "20 Nov"; with the year where `today` is in another one. */
export const formatDate = (locale: string, day: Day, today: Day): string =>
  formatDay(locale, day, yearOf(day) !== yearOf(today))

const yearOf = (day: Day) => day.slice(0, 4)
