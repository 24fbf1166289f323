import type { StatId } from '@windmill/claude-core'

/** Which stats the table has, of what it shows over time, and whether changes stand below the values. */
export interface TeamColumns {
  readonly stats: readonly StatId[]
  readonly trend: StatId | null
  readonly changes: boolean
}

export type TeamEvent =
  | { readonly type: 'stat'; readonly id: StatId; readonly on: boolean }
  | { readonly type: 'trend'; readonly id: StatId | null }
  | { readonly type: 'changes'; readonly on: boolean }

export const initialColumns: TeamColumns = {
  stats: ['chat.conversations', 'code.sessions', 'code.pull_requests', 'code.edit_acceptance_rate'],
  trend: 'code.sessions',
  changes: false,
}

export const columnsReducer = (columns: TeamColumns, event: TeamEvent): TeamColumns => {
  switch (event.type) {
    case 'stat': {
      const others = columns.stats.filter((id) => id !== event.id)
      return { ...columns, stats: event.on ? [...others, event.id] : others }
    }
    case 'trend':
      return { ...columns, trend: event.id }
    case 'changes':
      return { ...columns, changes: event.on }
  }
}
