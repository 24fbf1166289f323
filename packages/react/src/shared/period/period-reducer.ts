import type { PeriodChoice } from './period-choice.ts'

export interface PeriodState {
  /** Left out, it follows the host: its `period`, or the last 30 days. */
  readonly choice?: PeriodChoice | undefined
  /** Whether the two date fields are open. */
  readonly editing: boolean
}

/** What was chosen; `custom` is that two dates are to be. Undefined when the host has set another period. */
export type Chosen = PeriodChoice | 'custom' | undefined

export const initialPeriodState: PeriodState = { editing: false }

export const periodReducer = (state: PeriodState, choice: Chosen): PeriodState =>
  // Dates that were entered can be entered again; anything else closes their fields.
  choice === 'custom' ? { ...state, editing: true } : { choice, editing: typeof choice === 'object' }
