import { addDays, type Day, type Period } from '@windmill/claude-core'
import { formatPeriod } from './format-period.ts'
import { formatList } from './formatters.ts'

/** Groups consecutive days into periods. The days must be in ascending order, without duplicates. */
export const groupConsecutiveDays = (days: readonly Day[]): Period[] => {
  const periods: Period[] = []
  for (const day of days) {
    const last = periods.at(-1)
    if (last && addDays(last.to, 1) === day) periods[periods.length - 1] = { from: last.from, to: day }
    else periods.push({ from: day, to: day })
  }
  return periods
}

/**
 * Formats days as a list of periods: "3 Nov and 5 Nov – 9 Nov". The days must be in ascending order, without
 * duplicates.
 * @param contextDay A period within the year of this day is formatted without years.
 */
export const formatDays = (locale: string, days: readonly Day[], contextDay: Day): string =>
  formatList(
    locale,
    groupConsecutiveDays(days).map((period) => formatPeriod(locale, period, contextDay)),
  )
