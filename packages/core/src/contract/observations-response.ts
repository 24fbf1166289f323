import type { Observation } from '../observations/find-observations.ts'
import type { Comparison } from '../stats/comparison.ts'
import type { CheckedMonth } from '../stats/coverage.ts'
import type { Period } from '../time/period.ts'

/** A text in every language that observations are written in, by language. */
export interface TextByLanguage {
  readonly en: string
  readonly de: string
}

/** An observation with its sentences. */
export interface ObservationAnswer extends Observation {
  /** How the observation may be used: as context in a conversation, and never to evaluate someone. */
  readonly use: 'context_not_evaluation'
  /** One sentence with its source: "[System] Claude Code sessions rose from 64 to 139 (Q3 vs Q2)." */
  readonly sentences: TextByLanguage
  /**
   * A question for the manager. For the employee, a topic to bring up. Null for a steady product, because there is
   * nothing to ask.
   */
  readonly questions: TextByLanguage | null
}

/** Answer of `GET /employees/{id}/observations`. */
export interface ObservationsResponse {
  readonly employeeId: string
  /**
   * The days that the observations are about: the requested days up to the last settled day, because newer days are
   * still arriving. Null if no requested day is settled.
   */
  readonly period: Period | null
  /** The period that `period` is compared with. Null if `period` is null. */
  readonly previous: Period | null
  /** Number of requested days that Claude has published, but that are newer than `period`. */
  readonly newerDays: number
  /**
   * Whether and how the two periods can be compared. Null if `period` is null. Without a comparison, nothing is
   * observed.
   */
  readonly comparison: Comparison | null
  /**
   * The months of both periods that were reconciled with Claude's own totals, oldest first. A text can name the date:
   * "Checked against Claude's totals on 3 Nov".
   */
  readonly checkedMonths: readonly CheckedMonth[]
  /** At most five, the most noteworthy first. */
  readonly observations: readonly ObservationAnswer[]
}
