const formatters = new Map<string, unknown>()

/** Returns the formatter of a locale with these options. Formatters are cached, because creating one is slow. */
export const getFormatter = <Options, Formatter>(
  FormatterClass: new (locale: string, options: Options) => Formatter,
  locale: string,
  options: Options,
): Formatter => {
  const key = `${FormatterClass.name} ${locale} ${JSON.stringify(options)}`
  const formatter = (formatters.get(key) as Formatter | undefined) ?? new FormatterClass(locale, options)
  formatters.set(key, formatter)
  return formatter
}

/** Formats a number for a locale. */
export const formatNumber = (locale: string, value: number, options: Intl.NumberFormatOptions = {}): string =>
  getFormatter(Intl.NumberFormat, locale, options).format(value)

/** Returns the plural form that a locale uses for a count. */
export const selectPluralForm = (locale: string, count: number): Intl.LDMLPluralRule =>
  getFormatter(Intl.PluralRules, locale, {}).select(count)
