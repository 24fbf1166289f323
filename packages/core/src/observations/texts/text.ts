/** A text with plural forms, by category of `Intl.PluralRules`. The value named `count` selects the form. */
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

/** A table with the same texts as `Table`, in any language. */
export type TextsOf<Table> = { readonly [Key in keyof Table]: Table[Key] extends string ? string : Plural }
