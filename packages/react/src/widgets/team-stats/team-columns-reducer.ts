import type { StatId } from '@windmill/claude-core'

/** The columns of the `TeamStats` table. */
export interface TeamColumns {
  /** One column each. The table orders them as the catalog does. */
  readonly stats: readonly StatId[]
  /** The stat of the trend column, or null for no such column. */
  readonly trend: StatId | null
  /** Whether each value shows its change against the previous period. */
  readonly changes: boolean
}

/** A change of the viewer to the columns: show or hide a stat, choose the trend, or show or hide changes. */
export type TeamColumnsEvent =
  | { readonly type: 'stat'; readonly id: StatId; readonly isShown: boolean }
  | { readonly type: 'trend'; readonly id: StatId | null }
  | { readonly type: 'changes'; readonly isShown: boolean }

export const initialColumns: TeamColumns = {
  stats: ['chat.conversations', 'code.sessions', 'code.pull_requests', 'code.edit_acceptance_rate'],
  trend: 'code.sessions',
  changes: false,
}

export const teamColumnsReducer = (columns: TeamColumns, event: TeamColumnsEvent): TeamColumns => {
  switch (event.type) {
    case 'stat': {
      const others = columns.stats.filter((id) => id !== event.id)
      return { ...columns, stats: event.isShown ? [...others, event.id] : others }
    }
    case 'trend':
      return { ...columns, trend: event.id }
    case 'changes':
      return { ...columns, changes: event.isShown }
  }
}
