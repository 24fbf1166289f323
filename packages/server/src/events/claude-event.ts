import type { Instant, LogSubject, Period, ReadPurpose } from '@windmill/claude-core'
import type { StoredLogEvent } from '../storage/adapter.ts'

/** What `onEvent` gets: an entry of the log. Employees are named by their ids in the directory. */
export interface ClaudeEvent {
  readonly accountId: string
  /** A random UUID. It is the same when the event is delivered again. */
  readonly id: string
  readonly at: Instant
  /** Who did it: an employee, or the person that the host named in `by`. Null if no person did it. */
  readonly actorId: string | null
  /** The manager that the actor stood in for. Null if the actor did it in their own right. */
  readonly actingForId: string | null
  readonly about: LogSubject<string>
  /** What happened, without the number of rows of an export: no event has a figure. */
  readonly event:
    | Exclude<StoredLogEvent, { readonly kind: 'read' }>
    | { readonly kind: 'read'; readonly purpose: ReadPurpose; readonly periods: readonly Period[] }
}
