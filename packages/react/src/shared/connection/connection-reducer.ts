import type { InvitedPreviewResponse, PreviewResponse } from '@windmill/claude-core'
import { toClaudeProblem } from '../../data/fetch/claude-problem.ts'

/** A task that sends a request to the server. */
export type Task = 'check' | 'connect' | 'sync' | 'compare' | 'disconnect'

/** What a key gives access to. The preview for an invitation has only the reports. */
export type KeyPreview = PreviewResponse | InvitedPreviewResponse

/** A failed task, with the texts that explain the failure. */
export interface Failure {
  /** Decides where the failure is shown. */
  readonly task: Task
  readonly code: string
  /** What happened. */
  readonly title: string
  /** What it means and what to do. */
  readonly detail: string
  /** The id of the failed request. Undefined if the server gave none. */
  readonly requestId: string | undefined
}

/** The state of the forms and tasks of a connection. The key is never part of the state. It stays in its field. */
export interface ConnectionState {
  /** The dialog or form that is open. */
  readonly openPanel: 'replace' | 'disconnect' | null
  /** The task that is waiting for the server. */
  readonly task: Task | null
  /** What the key in the field gives access to. Null until the key has been checked. */
  readonly preview: KeyPreview | null
  readonly failure: Failure | null
  /** The last completed task, which the live region announces. */
  readonly completedTask: Task | null
}

/** An action of the viewer, or the result of a task. */
export type ConnectionEvent =
  | { readonly type: 'edited'; readonly failure: Failure | null }
  | { readonly type: 'opened'; readonly panel: 'replace' | 'disconnect' }
  | { readonly type: 'closed' }
  | { readonly type: 'started'; readonly task: Task }
  | { readonly type: 'previewed'; readonly preview: KeyPreview }
  | { readonly type: 'succeeded'; readonly task: Task }
  | { readonly type: 'failed'; readonly task: Task; readonly error: unknown }

export const initialConnectionState: ConnectionState = {
  openPanel: null,
  task: null,
  preview: null,
  failure: null,
  completedTask: null,
}

export const connectionReducer = (state: ConnectionState, event: ConnectionEvent): ConnectionState => {
  switch (event.type) {
    case 'edited':
      // The preview belongs to the previous key.
      return { ...state, preview: null, failure: event.failure }
    case 'opened':
      return { ...initialConnectionState, openPanel: event.panel }
    case 'closed':
      return state.task === 'disconnect' || state.task === 'connect' ? state : initialConnectionState
    case 'started':
      return { ...state, task: event.task, failure: null, completedTask: null }
    case 'previewed':
      return state.task === 'check' ? { ...state, task: null, preview: event.preview, completedTask: 'check' } : state
    case 'succeeded':
      return { ...initialConnectionState, completedTask: event.task }
    case 'failed':
      return state.task === event.task ? { ...state, task: null, failure: toFailure(event.task, event.error) } : state
  }
}

const toFailure = (task: Task, error: unknown): Failure => {
  const { code, title, detail, requestId } = toClaudeProblem(error)
  return { task, code, title, detail, requestId }
}
