import type { PeriodChoice } from './period-choice.ts'

/** The state of the period picker. */
export interface PeriodState {
  /** The viewer's choice. Undefined if there is none: the widget then shows the host's `period` or the last 30 days. */
  readonly choice?: PeriodChoice | undefined
  /** Whether the two date fields are open. */
  readonly isEditing: boolean
}

/**
 * A choice in the picker. `custom` opens the date fields. Undefined resets the choice when the host sets another
 * period.
 */
export type PeriodAction = PeriodChoice | 'custom' | undefined

export const initialPeriodState: PeriodState = { isEditing: false }

export const periodReducer = (state: PeriodState, choice: PeriodAction): PeriodState =>
  // The date fields stay open after the viewer has applied dates. They close for a preset and for a reset.
  choice === 'custom' ? { ...state, isEditing: true } : { choice, isEditing: typeof choice === 'object' }
