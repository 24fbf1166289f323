const formatters = new Map<string, unknown>()

/** Returns a cached formatter, because creating one is slow. */
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

export const formatNumber = (locale: string, value: number, options: Intl.NumberFormatOptions = {}): string =>
  getFormatter(Intl.NumberFormat, locale, options).format(value)

export const selectPluralForm = (locale: string, count: number): Intl.LDMLPluralRule =>
  getFormatter(Intl.PluralRules, locale, {}).select(count)
