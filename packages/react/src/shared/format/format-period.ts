import type { Day, Period } from '@windmill/claude-core'
import { formatDay } from './formatters.ts'

/**
 * Formats a period: "22 Oct – 20 Nov". A period of one day is formatted as that day.
 * @param contextDay A period within the year of this day is formatted without years.
 */
export const formatPeriod = (locale: string, { from, to }: Period, contextDay: Day): string => {
  const hasYear = getYear(from) !== getYear(contextDay) || getYear(to) !== getYear(contextDay)
  const lastDayText = formatDay(locale, to, hasYear)
  if (from === to) return lastDayText
  // Not `formatRange`: its spaces differ between JavaScript engines, which would break hydration.
  return `${formatDay(locale, from, getYear(from) !== getYear(to))} – ${lastDayText}`
}

/**
 * Formats a day: "20 Nov", or "20 Nov 2026".
 * @param contextDay A day in the year of this day is formatted without its year.
 */
export const formatDayInContext = (locale: string, day: Day, contextDay: Day): string =>
  formatDay(locale, day, getYear(day) !== getYear(contextDay))

const getYear = (day: Day) => day.slice(0, 4)
