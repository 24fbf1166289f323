import type { DayFailureCode, ProblemCode } from '@windmill/claude-core'
import type { ClientProblemCode } from '../fetch/claude-problem.ts'
import { formatNumber, pluralOf } from '../format/formatters.ts'

/** A text by grammatical number, as `Intl.PluralRules` names it. Chosen by the value named `count`. */
export interface Plural {
  readonly zero?: string
  readonly one?: string
  readonly two?: string
  readonly few?: string
  readonly many?: string
  readonly other: string
}

/** What stands on screen, with `{placeholders}`. */
export type Text = string | Plural

/** The shape of a table of texts, in any language. */
export type TextsOf<Table> = { readonly [Key in keyof Table]: Table[Key] extends string ? string : Plural }

/** Other words for the problems and failed days that core describes; where one is absent, core's own stand. */
export type ProblemTexts = {
  readonly [Key in `${`problem.${ProblemCode | ClientProblemCode}` | `dayFailure.${DayFailureCode}`}.${'title' | 'advice'}`]?: string
}

export type Values = Readonly<Record<string, string | number>>

/** The text of a key, in the viewer's language, with its placeholders filled. */
export type Translate<Key extends string> = (key: Key, values?: Values) => string

/** Fills a text. Numbers are written as the locale writes them; a placeholder without a value stays as it is. */
export const fillText = (locale: string, text: Text, values: Values = {}): string => {
  const form = typeof text === 'string' ? text : (text[pluralOf(locale, Number(values.count))] ?? text.other)
  return form.replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    const value = values[name]
    if (value === undefined) return placeholder
    return typeof value === 'number' ? formatNumber(locale, value) : value
  })
}
