import type { EmployeeId, LogSubject } from '@windmill/claude-core'
import type { EpochMilliseconds, StoredLogEvent } from './adapter.ts'

interface Change<Event> {
  readonly at: EpochMilliseconds
  /** Who made the change. Null if no person did. */
  readonly actorId: EmployeeId | null
  /** By default, the account. */
  readonly about?: LogSubject<EmployeeId> | undefined
  readonly event: Event
}

/** An entry of a change. Nobody makes a change on behalf of a manager, so `actingForId` is null. */
type ChangeEntry<Event> = Required<Change<Event>> & {
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
}: Change<Event>): ChangeEntry<Event> => ({ id: crypto.randomUUID(), at, actorId, actingForId: null, about, event })
