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
import type { Text } from '@windmill/claude-core/observations'
import type { ClientProblemCode } from '../data/fetch/claude-problem.ts'

/** Texts of the problems and failed days. Core and this package describe them in English, which is the fallback. */
export type ProblemTexts = {
  readonly [Key in `${`problem.${ProblemCode | ClientProblemCode}` | `dayFailure.${DayFailureCode}`}.${'title' | 'advice'}`]?: string
}

/** A text of a stat: its names in core's catalog, and its meaning in `statMeanings`. */
export type StatField = 'label' | 'shortLabel' | 'description' | 'caveat'

/**
 * Texts of the stats, products and units that core's catalog describes in English. Caveats are optional, because not
 * every stat has one.
 */
export type StatTexts = {
  readonly [Key in `stat.${StatId}.${Exclude<StatField, 'caveat'>}` | `product.${ProductId}.label`]: string
} & {
  readonly [Key in `unit.${Exclude<Unit, '%'>}`]: Text
} & {
  readonly [Key in `stat.${StatId}.caveat`]?: string
}

/** Why the server holds back a newer directory: the reason, with its English message. */
export type HeldBack = NonNullable<DirectoryStatus['heldBack']>

/** Texts of the mapping reasons and directory problems that the server describes in English. */
export type MappingTexts = {
  readonly [Key in
    | `mapping.reason.${MappingReasonCode}`
    | `mapping.heldBack.${HeldBack['reason']}`
    | `mapping.directory.${DirectoryProblem['code']}`
    /** Ends a list of names that is too long to show completely. */
    | 'mapping.reason.others']: Text
}
