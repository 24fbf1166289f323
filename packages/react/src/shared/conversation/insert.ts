import type { Period, StatId } from '@windmill/claude-core'
import type { Observation } from '@windmill/claude-core/observations'

/** What a widget hands to the host, in whichever form fits: the same content three times. */
export interface Insert<Data> {
  readonly markdown: string
  readonly text: string
  readonly data: Data
}

export interface OneOnOneData {
  readonly employeeId: string
  readonly period: Period
  readonly previous: Period
  /** Those that were added: one, or all. */
  readonly observations: readonly Observation[]
}

export interface ReviewData extends OneOnOneData {
  readonly label: string
  /** Whether the two periods can be compared; if not, there are no observations and no previous values. */
  readonly isCompared: boolean
  readonly stats: readonly {
    readonly id: StatId
    readonly value: number | null
    readonly previous: number | null
    /** The value is a lower bound. */
    readonly partial: boolean
  }[]
}
