import type { PreviewResponse } from '@windmill/claude-core'
import { asProblem } from '../../data/fetch/claude-problem.ts'

export type Task = 'check' | 'connect' | 'sync' | 'disconnect'

/** What went wrong, and with which task: that decides where it is said. */
export interface Failure {
  readonly task: Task
  readonly code: string
  readonly title: string
  readonly detail: string
  readonly requestId: string | undefined
}

/** What an admin is doing with the connection. The key itself is never part of it: it stays in its field. */
export interface ConnectionState {
  readonly open: 'replace' | 'disconnect' | null
  /** What the server is being asked right now. */
  readonly task: Task | null
  /** What the key in the field gives access to; null until it is checked. */
  readonly preview: PreviewResponse | null
  readonly failure: Failure | null
  /** The last thing that went well, to be announced. */
  readonly done: Task | null
}

export type ConnectionEvent =
  | { readonly type: 'edited'; readonly failure: Failure | null }
  | { readonly type: 'opened'; readonly what: 'replace' | 'disconnect' }
  | { readonly type: 'closed' }
  | { readonly type: 'started'; readonly task: Task }
  | { readonly type: 'previewed'; readonly preview: PreviewResponse }
  | { readonly type: 'succeeded'; readonly task: Task }
  | { readonly type: 'failed'; readonly task: Task; readonly error: unknown }

export const initialConnectionState: ConnectionState = {
  open: null,
  task: null,
  preview: null,
  failure: null,
  done: null,
}

export const connectionReducer = (state: ConnectionState, event: ConnectionEvent): ConnectionState => {
  switch (event.type) {
    case 'edited':
      // What was found out about the former key says nothing about this one.
      return { ...state, preview: null, failure: event.failure }
    case 'opened':
      return { ...initialConnectionState, open: event.what }
    case 'closed':
      return state.task === 'disconnect' || state.task === 'connect' ? state : initialConnectionState
    case 'started':
      return { ...state, task: event.task, failure: null, done: null }
    case 'previewed':
      return state.task === 'check' ? { ...state, task: null, preview: event.preview, done: 'check' } : state
    case 'succeeded':
      return { ...initialConnectionState, done: event.task }
    case 'failed':
      return state.task === event.task ? { ...state, task: null, failure: failureOf(event.task, event.error) } : state
  }
}

const failureOf = (task: Task, error: unknown): Failure => {
  const { code, title, detail, requestId } = asProblem(error)
  return { task, code, title, detail, requestId }
}
