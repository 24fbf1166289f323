import type { Day } from '@windmill/claude-core'
import { getFormatter, isolateText, startOfDay } from '@windmill/claude-core/internal'

const formatTimestamp = (locale: string, epochMs: number, options: Intl.DateTimeFormatOptions): string =>
  getFormatter(Intl.DateTimeFormat, locale, options).format(epochMs)

/** Formats a UTC day: "20 Nov", or "20 Nov 2026" if `hasYear` is true. */
export const formatDay = (locale: string, day: Day, hasYear = false): string =>
  formatTimestamp(locale, startOfDay(day), {
    day: 'numeric',
    month: 'short',
    year: hasYear ? 'numeric' : undefined,
    timeZone: 'UTC',
  })

/** Formats a UTC day with its weekday: "Fri, 20 Nov". */
export const formatWeekday = (locale: string, day: Day): string =>
  formatTimestamp(locale, startOfDay(day), { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' })

/** Formats the month of a UTC day: "Nov", or "Nov 2026" if `hasYear` is true. */
export const formatMonth = (locale: string, day: Day, hasYear = false): string =>
  formatTimestamp(locale, startOfDay(day), {
    month: 'short',
    year: hasYear ? 'numeric' : undefined,
    timeZone: 'UTC',
  })

/** Formats the month of a UTC day with its year: "November 2026". */
export const formatMonthOfYear = (locale: string, day: Day): string =>
  formatTimestamp(locale, startOfDay(day), { month: 'long', year: 'numeric', timeZone: 'UTC' })

/** Formats the time of day of an instant in the viewer's time zone: "11:00". */
export const formatClock = (locale: string, instant: string): string =>
  formatTimestamp(locale, Date.parse(instant), { hour: 'numeric', minute: '2-digit' })

/** Joins texts to a list: "3 Nov, 5 Nov and 9 Nov". */
export const formatList = (locale: string, parts: readonly string[]): string =>
  getFormatter(Intl.ListFormat, locale, {}).format(parts.map((part) => isolateText(part)))

/** Formats a time relative to now: "3 months ago" for -3 months, "yesterday" for -1 day, "now" for 0 seconds. */
export const formatRelative = (locale: string, value: number, unit: Intl.RelativeTimeFormatUnit): string =>
  getFormatter(Intl.RelativeTimeFormat, locale, { numeric: 'auto' }).format(value, unit)
