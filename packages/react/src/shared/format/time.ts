import { type Day, dayAt } from '@windmill/claude-core'
import { formatNumber } from '@windmill/claude-core/internal'
import { formatRelative } from './formatters.ts'

// Units in seconds.
const minute = 60
const hour = 60 * minute
const day = 24 * hour
const month = 30.44 * day
const year = 365.25 * day

/** Formats how long ago an instant was: "8 minutes ago", "3 months ago". `now` is in milliseconds since 1970. */
export const formatAgo = (locale: string, instant: string, now: number): string => {
  // The server's clock may be slightly ahead. That is "now", not "in 3 seconds".
  const seconds = Math.max(0, (now - Date.parse(instant)) / 1000)
  if (seconds < 45) return formatRelative(locale, 0, 'second')
  if (seconds < 59.5 * minute) return formatRelative(locale, -Math.round(seconds / minute), 'minute')
  if (seconds < 23.5 * hour) return formatRelative(locale, -Math.round(seconds / hour), 'hour')
  // Months and years start at 1.5, because "last month" and "last year" would mean calendar units.
  if (seconds < 1.5 * month) return formatRelative(locale, -Math.round(seconds / day), 'day')
  if (seconds < 1.5 * year) return formatRelative(locale, -Math.round(seconds / month), 'month')
  return formatRelative(locale, -Math.round(seconds / year), 'year')
}

/** Formats the time until an instant, rounded up: "in 8 minutes", "in 2 hours". `now` is in milliseconds since 1970. */
export const formatIn = (locale: string, instant: string, now: number): string => {
  const minutes = Math.max(1, Math.ceil((Date.parse(instant) - now) / 60_000))
  return minutes < 60
    ? formatRelative(locale, minutes, 'minute')
    : formatRelative(locale, Math.ceil(minutes / 60), 'hour')
}

/** Formats a duration in its largest suitable unit, rounded up, at least a minute: "11 minutes", "2 hours", "3 days". */
export const formatDuration = (locale: string, seconds: number): string => {
  const minutes = Math.max(1, Math.ceil(seconds / minute))
  const [value, unit] =
    minutes < 90
      ? [minutes, 'minute']
      : seconds <= 2 * day
        ? [Math.ceil(seconds / hour), 'hour']
        : [Math.ceil(seconds / day), 'day']
  return formatNumber(locale, value, { style: 'unit', unit, unitDisplay: 'long' })
}

/** Returns the day of an instant in the viewer's time zone. Call it only in a browser: a server does not know the zone. */
export const toLocalDay = (instant: string): Day => {
  const date = new Date(instant)
  return dayAt(date.getTime() - date.getTimezoneOffset() * 1000 * minute)
}
