import type { PeriodChoice } from './period-choice.ts'

export interface PanelState {
  /** Left out, it follows the host: its `period`, or the last 30 days. */
  readonly choice?: PeriodChoice | undefined
  /** Whether the two date fields are open. */
  readonly editing: boolean
  readonly table: boolean
}

export type PanelEvent =
  /** Without a choice when the host has set another period. */
  | { readonly type: 'chosen'; readonly choice?: PeriodChoice }
  /** Two dates are to be chosen. */
  | { readonly type: 'custom' }
  | { readonly type: 'table' }

export const initialPanelState: PanelState = { editing: false, table: false }

export const panelReducer = (state: PanelState, event: PanelEvent): PanelState => {
  switch (event.type) {
    case 'chosen':
      // Dates that were entered can be entered again; anything else closes their fields.
      return { ...state, choice: event.choice, editing: typeof event.choice === 'object' }
    case 'custom':
      return { ...state, editing: true }
    case 'table':
      return { ...state, table: !state.table }
  }
}
