import type { MappedClaudeUser, MappingState } from '@windmill/claude-core'
import { type ClaudeProblem, toClaudeProblem } from '../../data/fetch/claude-problem.ts'

/** Which Claude users the list shows: one state, or all. */
export type MappingFilter = MappingState | 'all'

/** Changes made together. A change made while others are pending joins their batch. */
export interface Batch {
  /** Number of changes, pending ones included. */
  readonly total: number
  /** Changed Claude users as the server returned them, in order. */
  readonly changed: readonly MappedClaudeUser[]
  readonly failed: number
  /** The batch contains an undo, so it cannot be undone as a whole. */
  readonly isUndo: boolean
}

/** What the viewer has chosen and changed in the list. */
export interface MappingUiState {
  /** Null until the first answer shows which state needs an admin. */
  readonly filter: MappingFilter | null
  readonly search: string
  /** Claude user of the open row. */
  readonly openId: string | null
  readonly selectedIds: ReadonlySet<string>
  /** Claude users with a change under way or queued. */
  readonly pendingIds: ReadonlySet<string>
  readonly batch: Batch
  /** Why the last change failed, by Claude user id. A new change clears it. */
  readonly failures: ReadonlyMap<string, ClaudeProblem>
}

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
  batch: { total: 0, changed: [], failed: 0, isUndo: false },
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
        selectedIds: event.isSelected ? new Set([...selectedIds, ...event.ids]) : without(selectedIds, event.ids),
      }
    case 'started': {
      const { ids, isUndo } = event
      const current = pendingIds.size > 0 ? batch : initialMappingUiState.batch
      return {
        ...state,
        pendingIds: new Set([...pendingIds, ...ids]),
        failures: new Map([...failures].filter(([id]) => !ids.includes(id))),
        batch: { ...current, total: current.total + ids.length, isUndo: current.isUndo || isUndo },
      }
    }
    case 'changed': {
      const { user } = event
      return {
        ...state,
        // A row stays open while its change is under way, and closes when it succeeds.
        openId: state.openId === user.id ? null : state.openId,
        pendingIds: without(pendingIds, [user.id]),
        selectedIds: without(selectedIds, [user.id]),
        batch: { ...batch, changed: [...batch.changed, user] },
      }
    }
    case 'failed':
      return {
        ...state,
        pendingIds: without(pendingIds, [event.id]),
        failures: new Map([...failures, [event.id, toClaudeProblem(event.error)]]),
        batch: { ...batch, failed: batch.failed + 1 },
      }
  }
}

const without = (set: ReadonlySet<string>, ids: readonly string[]): ReadonlySet<string> =>
  new Set([...set].filter((id) => !ids.includes(id)))
