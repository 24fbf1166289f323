import type {
  DayFailureCode,
  DirectoryProblem,
  DirectoryStatus,
  MappingReasonCode,
  ProblemCode,
  ProductId,
  StatId,
  Unit,
} from '@windmill/claude-core'
import type { ClientProblemCode } from '../data/fetch/claude-problem.ts'

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

/** Texts for the problems and failed days that core describes in English. Core's text is the fallback. */
export type ProblemTexts = {
  readonly [Key in `${`problem.${ProblemCode | ClientProblemCode}` | `dayFailure.${DayFailureCode}`}.${'title' | 'advice'}`]?: string
}

export type StatField = 'label' | 'shortLabel' | 'description' | 'caveat'

/** Texts for the stats, products and units that core's catalog describes in English. Caveats are optional: not every stat has one. */
export type StatTexts = {
  readonly [Key in `stat.${StatId}.${Exclude<StatField, 'caveat'>}` | `product.${ProductId}.label`]: string
} & {
  readonly [Key in `unit.${Exclude<Unit, '%'>}`]: Text
} & {
  readonly [Key in `stat.${StatId}.caveat`]?: string
}

export type HeldBack = NonNullable<DirectoryStatus['heldBack']>

/** Texts for the mapping reasons and directory problems that the server describes in English. */
export type MappingTexts = {
  readonly [Key in
    | `mapping.reason.${MappingReasonCode}`
    | `mapping.heldBack.${HeldBack['reason']}`
    | `mapping.directory.${DirectoryProblem['code']}`
    /** Ends a list of names that is too long to show in full. */
    | 'mapping.reason.others']: Text
}
