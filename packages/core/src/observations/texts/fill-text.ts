import { formatNumber, selectPluralForm } from './formatters.ts'
import { isolateText } from './isolate-text.ts'
import type { Text } from './text.ts'

/** The values of a text's placeholders, by name. The value named `count` selects the plural form. */
export type Values = Readonly<Record<string, string | number>>

/** Returns the text of a key in the viewer's language, with its placeholders filled. */
export type Translate<Key extends string> = (key: Key, values?: Values) => string

/**
 * Fills the placeholders of a text. Formats numbers for the locale, isolates names of the other text direction, and keeps
 * placeholders without a value. The full stop of a value that ends a sentence, such as `20. Nov.`, also ends the
 * sentence.
 * @param language - BCP 47 tag of the language that the text is written in. It decides the plural form: in Icelandic,
 *   21 days are singular. `@default` the locale
 */
export const fillText = (
  locale: string,
  text: Text,
  values: Values = {},
  language: string | undefined = locale,
): string => {
  const form = typeof text === 'string' ? text : (text[selectPluralForm(language, Number(values.count))] ?? text.other)
  return form.replace(/\{(\w+)\}(\.?)/g, (match, name: string, stop: string) => {
    const value = values[name]
    if (value === undefined) return match
    const filled = typeof value === 'number' ? formatNumber(locale, value) : value
    return isolateText(filled, form) + (filled.endsWith('.') ? '' : stop)
  })
}
