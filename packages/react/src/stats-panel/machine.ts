import type { Period } from '@windmill/claude-core'
import type { PeriodChoice, Preset } from './period-choice.ts'

export interface PanelState {
  /** Null follows the host: its `period`, or the last 30 days. */
  readonly choice: PeriodChoice | null
  /** Whether the two date fields are open. */
  readonly editing: boolean
  readonly table: boolean
}

export type PanelEvent =
  | { readonly type: 'preset'; readonly preset: Preset }
  | { readonly type: 'custom' }
  | { readonly type: 'dates'; readonly period: Period }
  | { readonly type: 'table' }
  /** The host has set another period. */
  | { readonly type: 'followed' }

export const initialPanelState: PanelState = { choice: null, editing: false, table: false }

export const panelReducer = (state: PanelState, event: PanelEvent): PanelState => {
  switch (event.type) {
    case 'preset':
      return { ...state, choice: event.preset, editing: false }
    case 'custom':
      return { ...state, editing: true }
    case 'dates':
      return { ...state, choice: event.period }
    case 'table':
      return { ...state, table: !state.table }
    case 'followed':
      return { ...state, choice: null, editing: false }
  }
}
