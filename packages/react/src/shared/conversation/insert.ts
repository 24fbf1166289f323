import type { Period, StatId } from '@windmill/claude-core'
import type { Observation } from '@windmill/claude-core/observations'

/** Content that a widget hands to the host for an agenda or a review. The host uses the form that it needs. */
export interface Insert<Data> {
  /** CommonMark with GFM tables. Names and values are escaped, and never become links. */
  readonly markdown: string
  /** Plain text with lines. Programs detect no links in names. */
  readonly text: string
  /** The structured values behind the text. */
  readonly data: Data
}

/** The values of an insert from `OneOnOneStats`. */
export interface OneOnOneData {
  readonly employeeId: string
  readonly period: Period
  /** The period that `period` is compared with. */
  readonly previous: Period
  /** The observations in the insert: the one that the viewer added, or all. */
  readonly observations: readonly Observation[]
}

/** The values of an insert from `ReviewStats`. */
export interface ReviewData extends OneOnOneData {
  /** The host's label of the review period. */
  readonly label: string
  /** Whether the periods can be compared. If false, `observations` is empty and every previous value is null. */
  readonly isCompared: boolean
  /** All stats of the catalog, in its order. */
  readonly stats: readonly {
    readonly id: StatId
    /** A count, or a fraction from 0 to 1 for a rate. Null if unknown. */
    readonly value: number | null
    /** The value in the previous period. Null if it is unknown or the periods cannot be compared. */
    readonly previous: number | null
    /** Whether part of the data behind `value` is unknown. A partial count is a lower bound. */
    readonly partial: boolean
    /** Whether part of the data behind `previous` is unknown. Then do not compare it with `value`. */
    readonly previousPartial: boolean
  }[]
}
