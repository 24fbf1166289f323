import type { MappedClaudeUser, MappingState } from '@windmill/claude-core'
import { asProblem, type ClaudeProblem } from '../fetch/claude-problem.ts'

/** What is being looked at: those in one state, or everyone. */
export type MappingFilter = MappingState | 'all'

/** Changes that an admin made together, or before the ones under way were done. */
export interface Batch {
  readonly total: number
  /** As the server answered, in order. */
  readonly changed: readonly MappedClaudeUser[]
  readonly failed: number
  /** Changes are taken back in it, so that it cannot be taken back as a whole. */
  readonly isUndo: boolean
}

export interface MappingUi {
  /** Null until the first answer has told where there is something to do. */
  readonly filter: MappingFilter | null
  readonly search: string
  /** Whose row is open. */
  readonly open: string | null
  readonly selected: ReadonlySet<string>
  /** Whose changes are under way or wait for their turn. */
  readonly pending: ReadonlySet<string>
  readonly batch: Batch
  /** Why a change was refused, by claude user, until the next try. */
  readonly failures: ReadonlyMap<string, ClaudeProblem>
}

export type MappingEvent =
  | { readonly type: 'filtered'; readonly filter: MappingFilter }
  | { readonly type: 'searched'; readonly search: string }
  | { readonly type: 'opened'; readonly id: string | null }
  | { readonly type: 'selected'; readonly ids: readonly string[]; readonly on: boolean }
  | { readonly type: 'started'; readonly ids: readonly string[]; readonly isUndo: boolean }
  | { readonly type: 'changed'; readonly user: MappedClaudeUser }
  | { readonly type: 'failed'; readonly id: string; readonly error: unknown }

export const initialMappingUi: MappingUi = {
  filter: null,
  search: '',
  open: null,
  selected: new Set(),
  pending: new Set(),
  batch: { total: 0, changed: [], failed: 0, isUndo: false },
  failures: new Map(),
}

export const mappingReducer = (state: MappingUi, event: MappingEvent): MappingUi => {
  const { batch, pending, selected, failures } = state
  switch (event.type) {
    case 'filtered':
      return { ...state, filter: event.filter, open: null, selected: new Set() }
    case 'searched':
      return { ...state, search: event.search, open: null, selected: new Set() }
    case 'opened':
      return { ...state, open: event.id }
    case 'selected':
      return { ...state, selected: event.on ? new Set([...selected, ...event.ids]) : without(selected, event.ids) }
    case 'started': {
      const { ids, isUndo } = event
      const before = pending.size > 0 ? batch : initialMappingUi.batch
      return {
        ...state,
        pending: new Set([...pending, ...ids]),
        failures: new Map([...failures].filter(([id]) => !ids.includes(id))),
        batch: { ...before, total: before.total + ids.length, isUndo: before.isUndo || isUndo },
      }
    }
    case 'changed': {
      const { user } = event
      return {
        ...state,
        // What is open stays so while it is worked on; a row whose matter is settled closes.
        open: state.open === user.id ? null : state.open,
        pending: without(pending, [user.id]),
        selected: without(selected, [user.id]),
        batch: { ...batch, changed: [...batch.changed, user] },
      }
    }
    case 'failed':
      return {
        ...state,
        pending: without(pending, [event.id]),
        failures: new Map([...failures, [event.id, asProblem(event.error)]]),
        batch: { ...batch, failed: batch.failed + 1 },
      }
  }
}

const without = (set: ReadonlySet<string>, ids: readonly string[]): ReadonlySet<string> =>
  new Set([...set].filter((id) => !ids.includes(id)))
