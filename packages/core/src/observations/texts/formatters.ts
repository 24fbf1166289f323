const formatters = new Map<string, unknown>()
/**
 * Maximum cached formatters. On a server, the locale may come from the request, so there can be any number of locales.
 */
const maxFormatters = 500

/** Returns the formatter of a locale with these options. Formatters are cached, because creating one is slow. */
export const getFormatter = <Options, Formatter>(
  FormatterClass: new (locale: string, options: Options) => Formatter,
  locale: string,
  options: Options,
): Formatter => {
  const key = `${FormatterClass.name} ${locale} ${JSON.stringify(options)}`
  const cached = formatters.get(key) as Formatter | undefined
  if (cached) return cached
  const formatter = new FormatterClass(locale, options)
  if (formatters.size >= maxFormatters) formatters.clear()
  formatters.set(key, formatter)
  return formatter
}

/** Formats a number for a locale. */
export const formatNumber = (locale: string, value: number, options: Intl.NumberFormatOptions = {}): string =>
  getFormatter(Intl.NumberFormat, locale, options).format(value)

/** Returns the plural form that a locale uses for a count. */
export const selectPluralForm = (locale: string, count: number): Intl.LDMLPluralRule =>
  getFormatter(Intl.PluralRules, locale, {}).select(count)
