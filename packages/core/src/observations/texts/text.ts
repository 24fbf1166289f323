/** A text by grammatical number, with the categories of `Intl.PluralRules`. The value named `count` selects the form. */
export interface Plural {
  readonly zero?: string
  readonly one?: string
  readonly two?: string
  readonly few?: string
  readonly many?: string
  readonly other: string
}

/** A text on screen, with `{placeholders}`. */
export type Text = string | Plural

/** The shape of a table of texts, in any language. */
export type TextsOf<Table> = { readonly [Key in keyof Table]: Table[Key] extends string ? string : Plural }
