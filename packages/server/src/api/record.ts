import {
  type AccountId,
  canViewEveryone,
  dayAt,
  type EmployeeId,
  isArchived,
  type LogSubject,
  type Period,
  type ReadPurpose,
  type Viewer,
} from '@windmill/claude-core'
import type { NewLogEntry } from '../storage/adapter.ts'
import { createLogEntry } from '../storage/create-log-entry.ts'
import type { Context } from './context.ts'

type Dependencies = Pick<Context, 'storage' | 'clock'>

/** What a viewer reads. */
interface Read {
  readonly purpose: ReadPurpose
  /** Every period with figures in the answer. Empty if it covers all days. */
  readonly periods: readonly Period[]
}

/**
 * Adds to the log that a viewer reads figures. Await it before answering, since a read that cannot be recorded must
 * fail. Adds nothing for one's own figures.
 * @param about - The owners of the figures. One entry each is added.
 * @returns The ids of the new entries.
 */
export const recordRead = async (
  { storage, clock }: Dependencies,
  viewer: Viewer,
  about: readonly LogSubject<EmployeeId>[],
  { purpose, periods }: Read,
): Promise<readonly string[]> => {
  const at = clock.now()
  const entries: NewLogEntry[] = []
  for (const subject of about) {
    if (isOneself(viewer, subject)) continue
    entries.push({
      id: crypto.randomUUID(),
      at,
      actorId: viewer.employeeId,
      actingForId: await findPrincipal({ storage, clock }, viewer, subject),
      about: subject,
      event: { kind: 'read', purpose, periods, rows: null },
    })
  }
  if (entries.length > 0) await storage.addLogEntries(viewer.accountId, entries)
  return entries.map(({ id }) => id)
}

/**
 * Adds a change to the log. Await it before making the change, so that no change is without its entry.
 * @param actorId - Who makes the change. Null if no person does.
 * @param about - `@default` the account
 */
export const recordChange = async (
  { storage, clock }: Dependencies,
  accountId: AccountId,
  actorId: EmployeeId | null,
  event: NewLogEntry['event'],
  about?: LogSubject<EmployeeId>,
): Promise<void> => {
  await storage.addLogEntries(accountId, [createLogEntry({ at: clock.now(), actorId, about, event })])
}

const isOneself = ({ employeeId }: Viewer, about: LogSubject<EmployeeId>): boolean =>
  typeof about === 'object' && 'employee' in about && about.employee === employeeId

/** Finds the manager that the viewer stands in for with a read. Null if the viewer may read it in their own right. */
const findPrincipal = async (
  { storage, clock }: Dependencies,
  viewer: Viewer,
  about: LogSubject<EmployeeId>,
): Promise<EmployeeId | null> => {
  if (typeof about === 'string' || viewer.actsFor.length === 0 || canViewEveryone(viewer)) return null
  const today = dayAt(clock.now())
  const subjectId = 'employee' in about ? about.employee : about.below
  const above = await storage.listManagers(viewer.accountId, subjectId)
  const managers = above.filter((manager) => !isArchived(manager, today)).map(({ id }) => id)
  // Whoever may see a manager's group is that manager, or above.
  const allowed = 'employee' in about ? managers : [subjectId, ...managers]
  if (allowed.includes(viewer.employeeId)) return null
  return allowed.find((id) => viewer.actsFor.includes(id)) ?? null
}
