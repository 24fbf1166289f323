import type { PeriodChoice } from './period-choice.ts'

export interface PeriodState {
  /** Undefined while the viewer has chosen nothing: then the host's `period` or the last 30 days are shown. */
  readonly choice?: PeriodChoice | undefined
  /** Whether the two date fields are open. */
  readonly isEditing: boolean
}

/** A choice in the picker. `custom` opens the date fields; undefined resets the choice when the host sets another period. */
export type PeriodAction = PeriodChoice | 'custom' | undefined

export const initialPeriodState: PeriodState = { isEditing: false }

export const periodReducer = (state: PeriodState, choice: PeriodAction): PeriodState =>
  // The date fields stay open after dates were entered, and close for any preset.
  choice === 'custom' ? { ...state, isEditing: true } : { choice, isEditing: typeof choice === 'object' }
