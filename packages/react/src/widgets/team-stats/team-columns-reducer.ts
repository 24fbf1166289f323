import type { StatId } from '@windmill/claude-core'

/** The viewer's choice of columns in the `TeamStats` table. */
export interface TeamColumns {
  /** The stats with a column, in any order. The table shows them in the order of the catalog. */
  readonly statIds: readonly StatId[]
  /** The stat of the trend column. Null hides the column. */
  readonly trendStatId: StatId | null
  /** Whether values are shown with their change from the previous period. */
  readonly shouldShowChanges: boolean
}

/** What the viewer can do with the columns: show or hide a stat, choose the trend, and show or hide changes. */
export type TeamColumnsEvent =
  | { readonly type: 'stat'; readonly id: StatId; readonly isShown: boolean }
  | { readonly type: 'trend'; readonly id: StatId | null }
  | { readonly type: 'changes'; readonly isShown: boolean }

export const initialColumns: TeamColumns = {
  statIds: ['chat.conversations', 'code.sessions', 'code.pull_requests', 'code.edit_acceptance_rate'],
  trendStatId: 'code.sessions',
  shouldShowChanges: false,
}

export const teamColumnsReducer = (columns: TeamColumns, event: TeamColumnsEvent): TeamColumns => {
  switch (event.type) {
    case 'stat': {
      const otherStatIds = columns.statIds.filter((id) => id !== event.id)
      return { ...columns, statIds: event.isShown ? [...otherStatIds, event.id] : otherStatIds }
    }
    case 'trend':
      return { ...columns, trendStatId: event.id }
    case 'changes':
      return { ...columns, shouldShowChanges: event.isShown }
  }
}
