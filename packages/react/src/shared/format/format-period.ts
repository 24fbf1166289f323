import type { Day, Period } from '@windmill/claude-core'
import { formatDay } from './formatters.ts'

/** Formats a period: "22 Oct – 20 Nov", or a single day. Adds years if the period is not within the year of `today`. */
export const formatPeriod = (locale: string, { from, to }: Period, today: Day): string => {
  const hasYear = getYear(from) !== getYear(today) || getYear(to) !== getYear(today)
  const last = formatDay(locale, to, hasYear)
  if (from === to) return last
  // Not `formatRange`: its spaces differ between JavaScript engines, which would break hydration.
  return `${formatDay(locale, from, getYear(from) !== getYear(to))} – ${last}`
}

/** Formats a day: "20 Nov". Adds the year if it is not the year of `today`. */
export const formatDate = (locale: string, day: Day, today: Day): string =>
  formatDay(locale, day, getYear(day) !== getYear(today))

const getYear = (day: Day) => day.slice(0, 4)
