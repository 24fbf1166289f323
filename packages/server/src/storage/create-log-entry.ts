import type { EmployeeId, LogSubject } from '@windmill/claude-core'
import type { EpochMilliseconds, StoredLogEvent } from './adapter.ts'

/** A change to add to the log. */
export interface NewChange<Event> {
  readonly at: EpochMilliseconds
  /** Who made the change. Null if no person did. */
  readonly actorId: EmployeeId | null
  /** By default, the account. */
  readonly about?: LogSubject<EmployeeId> | undefined
  readonly event: Event
}

/** An entry of a change. Nobody makes a change on behalf of a manager, so `actingForId` is null. */
export type LoggedChange<Event> = Required<NewChange<Event>> & {
  readonly id: string
  readonly about: LogSubject<EmployeeId>
  readonly actingForId: null
}

/** Creates the entry of a change for the log. */
export const createLogEntry = <Event extends StoredLogEvent>({
  at,
  actorId,
  about = 'account',
  event,
}: NewChange<Event>): LoggedChange<Event> => ({ id: crypto.randomUUID(), at, actorId, actingForId: null, about, event })
