import type { MappedClaudeUser, MappingState } from '@windmill/claude-core'
import { type ClaudeProblem, toClaudeProblem } from '../../data/fetch/claude-problem.ts'

/** Which Claude users the list shows: one state, or all. */
export type MappingFilter = MappingState | 'all'

/** Changes made together. A change made while others are pending joins their batch. */
export interface Batch {
  /** Number of changes, including pending ones. */
  readonly totalCount: number
  /** Changed Claude users as the server returned them, in order. */
  readonly changedUsers: readonly MappedClaudeUser[]
  /** Number of failed changes. */
  readonly failedCount: number
  /** Whether the batch contains an undo. Such a batch cannot be undone. */
  readonly hasUndo: boolean
}

/** What the viewer has chosen and changed in the list. */
export interface MappingUiState {
  /** Null until the first response shows which state needs an admin. */
  readonly filter: MappingFilter | null
  readonly search: string
  /** Id of the Claude user in the open row. Null if no row is open. */
  readonly openId: string | null
  /** Ids of the selected Claude users. */
  readonly selectedIds: ReadonlySet<string>
  /** Ids of the Claude users with a change under way or queued. */
  readonly pendingIds: ReadonlySet<string>
  readonly batch: Batch
  /** Why the last change failed, by Claude user id. A new change clears it. */
  readonly failures: ReadonlyMap<string, ClaudeProblem>
}

/** What happened in the list: something that the viewer did, or the progress of a change. */
export type MappingEvent =
  | { readonly type: 'filtered'; readonly filter: MappingFilter }
  | { readonly type: 'searched'; readonly search: string }
  | { readonly type: 'opened'; readonly id: string | null }
  | { readonly type: 'selected'; readonly ids: readonly string[]; readonly isSelected: boolean }
  | { readonly type: 'started'; readonly ids: readonly string[]; readonly isUndo: boolean }
  | { readonly type: 'changed'; readonly user: MappedClaudeUser }
  | { readonly type: 'failed'; readonly id: string; readonly error: unknown }

export const initialMappingUiState: MappingUiState = {
  filter: null,
  search: '',
  openId: null,
  selectedIds: new Set(),
  pendingIds: new Set(),
  batch: { totalCount: 0, changedUsers: [], failedCount: 0, hasUndo: false },
  failures: new Map(),
}

export const mappingReducer = (state: MappingUiState, event: MappingEvent): MappingUiState => {
  const { batch, pendingIds, selectedIds, failures } = state
  switch (event.type) {
    case 'filtered':
      return { ...state, filter: event.filter, openId: null, selectedIds: new Set() }
    case 'searched':
      return { ...state, search: event.search, openId: null, selectedIds: new Set() }
    case 'opened':
      return { ...state, openId: event.id }
    case 'selected':
      return {
        ...state,
        selectedIds: event.isSelected ? new Set([...selectedIds, ...event.ids]) : removeIds(selectedIds, event.ids),
      }
    case 'started': {
      const { ids, isUndo } = event
      const current = pendingIds.size > 0 ? batch : initialMappingUiState.batch
      return {
        ...state,
        pendingIds: new Set([...pendingIds, ...ids]),
        failures: new Map([...failures].filter(([id]) => !ids.includes(id))),
        batch: { ...current, totalCount: current.totalCount + ids.length, hasUndo: current.hasUndo || isUndo },
      }
    }
    case 'changed': {
      const { user } = event
      return {
        ...state,
        // A row stays open while its change is under way, and closes when it succeeds.
        openId: state.openId === user.id ? null : state.openId,
        pendingIds: removeIds(pendingIds, [user.id]),
        selectedIds: removeIds(selectedIds, [user.id]),
        batch: { ...batch, changedUsers: [...batch.changedUsers, user] },
      }
    }
    case 'failed':
      return {
        ...state,
        pendingIds: removeIds(pendingIds, [event.id]),
        failures: new Map([...failures, [event.id, toClaudeProblem(event.error)]]),
        batch: { ...batch, failedCount: batch.failedCount + 1 },
      }
  }
}

const removeIds = (set: ReadonlySet<string>, ids: readonly string[]): ReadonlySet<string> =>
  new Set([...set].filter((id) => !ids.includes(id)))
