import type { Day } from '@windmill/claude-core'
import { startOfDay } from '@windmill/claude-core/internal'

const made = new Map<string, unknown>()

/** Formatters are slow to make and fast to use: each is made once. */
const cached = <Options, Formatter>(
  Make: new (locale: string, options: Options) => Formatter,
  locale: string,
  options: Options,
): Formatter => {
  const key = `${Make.name} ${locale} ${JSON.stringify(options)}`
  const formatter = (made.get(key) as Formatter | undefined) ?? new Make(locale, options)
  made.set(key, formatter)
  return formatter
}

export const formatNumber = (locale: string, value: number, options: Intl.NumberFormatOptions = {}): string =>
  cached(Intl.NumberFormat, locale, options).format(value)

const formatTime = (locale: string, milliseconds: number, options: Intl.DateTimeFormatOptions): string =>
  cached(Intl.DateTimeFormat, locale, options).format(milliseconds)

/** A UTC day: "20 Nov", or "20 Nov 2026". */
export const formatDay = (locale: string, day: Day, year = false): string =>
  formatTime(locale, startOfDay(day), {
    day: 'numeric',
    month: 'short',
    year: year ? 'numeric' : undefined,
    timeZone: 'UTC',
  })

/** A UTC day with its weekday: "Fri, 20 Nov". */
export const formatWeekday = (locale: string, day: Day): string =>
  formatTime(locale, startOfDay(day), { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' })

/** The month of a UTC day: "Nov". */
export const formatMonth = (locale: string, day: Day): string =>
  formatTime(locale, startOfDay(day), { month: 'short', timeZone: 'UTC' })

/** The time of day at an instant, in the viewer's time zone: "11:00". */
export const formatClock = (locale: string, instant: string): string =>
  formatTime(locale, Date.parse(instant), { hour: 'numeric', minute: '2-digit' })

/** A list in words: "3, 5 and 9 Nov". */
export const formatList = (locale: string, parts: readonly string[]): string =>
  cached(Intl.ListFormat, locale, {}).format(parts)

export const formatRelative = (locale: string, value: number, unit: Intl.RelativeTimeFormatUnit): string =>
  cached(Intl.RelativeTimeFormat, locale, { numeric: 'auto' }).format(value, unit)

export const selectPluralForm = (locale: string, count: number): Intl.LDMLPluralRule =>
  cached(Intl.PluralRules, locale, {}).select(count)
