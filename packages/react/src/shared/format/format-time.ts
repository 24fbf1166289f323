import { type Day, dayAt } from '@windmill/claude-core'
import { formatNumber } from '@windmill/claude-core/internal'
import { formatRelative } from './formatters.ts'

const minuteSeconds = 60
const hourSeconds = 60 * minuteSeconds
const daySeconds = 24 * hourSeconds
// Rounded average lengths of a month and a year.
const monthSeconds = 30.44 * daySeconds
const yearSeconds = 365.25 * daySeconds

/** Formats how long ago an instant was: "8 minutes ago", "3 months ago". `now` is in milliseconds since 1970. */
export const formatTimeAgo = (locale: string, instant: string, now: number): string => {
  // The server's clock may be slightly ahead. A time in the near future is "now", not "in 3 seconds".
  const seconds = Math.max(0, (now - Date.parse(instant)) / 1000)
  if (seconds < 45) return formatRelative(locale, 0, 'second')
  if (seconds < 59.5 * minuteSeconds) return formatRelative(locale, -Math.round(seconds / minuteSeconds), 'minute')
  if (seconds < 23.5 * hourSeconds) return formatRelative(locale, -Math.round(seconds / hourSeconds), 'hour')
  // Months start at 1.5 months and years at 1.5 years, because "last month" and "last year" would mean calendar units.
  if (seconds < 1.5 * monthSeconds) return formatRelative(locale, -Math.round(seconds / daySeconds), 'day')
  if (seconds < 1.5 * yearSeconds) return formatRelative(locale, -Math.round(seconds / monthSeconds), 'month')
  return formatRelative(locale, -Math.round(seconds / yearSeconds), 'year')
}

/**
 * Formats the time until an instant: "in 8 minutes", "in 2 hours". Rounded up, and at least one minute. `now` is in
 * milliseconds since 1970.
 */
export const formatTimeUntil = (locale: string, instant: string, now: number): string => {
  const minutes = Math.max(1, Math.ceil((Date.parse(instant) - now) / 60_000))
  return minutes < 60
    ? formatRelative(locale, minutes, 'minute')
    : formatRelative(locale, Math.ceil(minutes / 60), 'hour')
}

/**
 * Formats a duration: "11 minutes", "2 hours", "3 days". Minutes below an hour and a half, hours up to two days, then
 * days. Rounded up, and at least one minute.
 */
export const formatDuration = (locale: string, seconds: number): string => {
  const minutes = Math.max(1, Math.ceil(seconds / minuteSeconds))
  const [value, unit] =
    minutes < 90
      ? [minutes, 'minute']
      : seconds <= 2 * daySeconds
        ? [Math.ceil(seconds / hourSeconds), 'hour']
        : [Math.ceil(seconds / daySeconds), 'day']
  return formatNumber(locale, value, { style: 'unit', unit, unitDisplay: 'long' })
}

/**
 * Returns the day of an instant in the browser's time zone. Call it only in a browser: a server does not know that
 * zone.
 */
export const toLocalDay = (instant: string): Day => {
  const date = new Date(instant)
  return dayAt(date.getTime() - date.getTimezoneOffset() * 1000 * minuteSeconds)
}
