import type { Period } from '@windmill/claude-core'
import type { Observation } from '@windmill/claude-core/observations'

/** An observation that a widget hands to the host for an agenda or a review. The host uses the format that it needs. */
export interface Insert<Data> {
  /** CommonMark. Names and values are escaped, and never become links. */
  readonly markdown: string
  /** Plain text on one line. Programs detect no links in names. */
  readonly text: string
  /** The structured values behind the text. */
  readonly data: Data
}

/** The values that inserts from `OneOnOneStats` and `ReviewStats` have in common. */
export interface InsertedObservation {
  readonly employeeId: string
  /** The days that the observation is about. */
  readonly period: Period
  /** The period that `period` is compared with. */
  readonly previous: Period
  /** The observation with its numbers. Store its `id`, for the prop `added`. */
  readonly observation: Observation
  /** Whether the viewer has edited the sentence. A sentence that nobody has edited begins with "[System]". */
  readonly isEdited: boolean
}

/** The values of an insert from `OneOnOneStats`: one item of the agenda. */
export interface OneOnOneData extends InsertedObservation {
  /** The question to ask, or the topic to bring up if the viewer is the employee. It is part of the text. */
  readonly question: string | null
}

/** The values of an insert from `ReviewStats`: one sentence for one question. */
export interface ReviewData extends InsertedObservation {
  /** The host's label of the review period. */
  readonly label: string
  /** The `id` of the question that the viewer has chosen. Null if the host gives no questions. */
  readonly questionId: string | null
}
