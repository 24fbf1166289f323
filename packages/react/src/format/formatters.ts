import { type Day, startOfDay } from '@windmill/claude-core'

const made = new Map<string, unknown>()

/** Formatters are slow to make and fast to use: each is made once. */
const cached = <Formatter>(kind: string, locale: string, options: object, make: () => Formatter): Formatter => {
  const key = `${kind} ${locale} ${JSON.stringify(options)}`
  const known = made.get(key)
  if (known) return known as Formatter
  const formatter = make()
  made.set(key, formatter)
  return formatter
}

export const formatNumber = (locale: string, value: number, options: Intl.NumberFormatOptions = {}): string =>
  cached('number', locale, options, () => new Intl.NumberFormat(locale, options)).format(value)

const formatTime = (locale: string, milliseconds: number, options: Intl.DateTimeFormatOptions): string =>
  cached('date', locale, options, () => new Intl.DateTimeFormat(locale, options)).format(milliseconds)

/** A UTC day: "20 Nov", or "20 Nov 2026". */
export const formatDay = (locale: string, day: Day, year = false): string =>
  formatTime(locale, startOfDay(day), {
    day: 'numeric',
    month: 'short',
    ...(year && { year: 'numeric' }),
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
  cached('list', locale, {}, () => new Intl.ListFormat(locale)).format(parts)

export const formatRelative = (locale: string, value: number, unit: Intl.RelativeTimeFormatUnit): string =>
  cached('relative', locale, {}, () => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })).format(value, unit)

export const pluralOf = (locale: string, count: number): Intl.LDMLPluralRule =>
  cached('plural', locale, {}, () => new Intl.PluralRules(locale)).select(count)
