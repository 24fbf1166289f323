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
import { ProblemError } from '../problem-error.ts'
import type { GroupScope, LineRange, NewLogEntry } from '../storage/adapter.ts'
import { createLogEntry } from '../storage/create-log-entry.ts'
import type { AuthorizedViewer } from './authorize.ts'
import type { Context } from './context.ts'

type Dependencies = Pick<Context, 'storage' | 'clock'>

/** What a viewer reads. */
interface Read {
  readonly purpose: ReadPurpose
  /** Every period with figures in the answer, the requested period first. Empty if the answer covers all days. */
  readonly periods: readonly Period[]
}

/**
 * Reads the figures of a group together with the reporting lines that may have decided who is in it. Pass the lines to
 * `recordGroupRead`, because someone may join or leave the group during the read.
 */
export const readWithLines = async <Figures>(
  { storage }: Pick<Context, 'storage'>,
  accountId: AccountId,
  readFigures: () => Promise<Figures>,
): Promise<{ readonly figures: Figures; readonly lines: LineRange }> => {
  const from = await storage.getLinesChangedAt(accountId)
  const figures = await readFigures()
  return { figures, lines: { from, until: await storage.getLinesChangedAt(accountId) } }
}

/**
 * Adds to the log that a viewer reads the figures of a group. Await it before answering, since a read that cannot be
 * recorded must fail.
 * @param read.lines - From `readWithLines`.
 * @returns The id of the new entry.
 */
export const recordGroupRead = async (
  dependencies: Dependencies,
  viewer: AuthorizedViewer,
  group: GroupScope,
  { lines, ...read }: Read & { readonly lines: LineRange },
): Promise<string> => {
  const entry = await createReadEntry(dependencies, viewer, group === 'all' ? 'everyone' : group, read)
  await addEntries(dependencies, viewer.accountId, [{ ...entry, lines }])
  return entry.id
}

/**
 * Adds to the log that a viewer reads the figures of some employees, with one entry for each. Await it before
 * answering, since a read that cannot be recorded must fail. Adds nothing for one's own figures.
 */
export const recordEmployeeReads = async (
  dependencies: Dependencies,
  viewer: AuthorizedViewer,
  employeeIds: Iterable<EmployeeId>,
  read: Read,
): Promise<void> => {
  const entries: NewLogEntry[] = []
  for (const employee of employeeIds) {
    if (employee !== viewer.employeeId) entries.push(await createReadEntry(dependencies, viewer, { employee }, read))
  }
  if (entries.length > 0) await addEntries(dependencies, viewer.accountId, entries)
}

/**
 * Adds a change to the log. Await it before making the change, so that no change is without its entry.
 * @param actor - Who makes the change: a viewer, or the person that the host names. Null if no person does.
 * @param about - `@default` the account
 */
export const recordChange = async (
  dependencies: Dependencies,
  accountId: AccountId,
  actor: AuthorizedViewer | EmployeeId | null,
  event: NewLogEntry['event'],
  about?: LogSubject<EmployeeId>,
): Promise<void> => {
  const { employeeId: actorId, idVersion } =
    typeof actor === 'object' && actor !== null ? actor : { employeeId: actor, idVersion: undefined }
  const entry = createLogEntry({ at: dependencies.clock.now(), actorId, about, event })
  await addEntries(dependencies, accountId, [{ ...entry, idVersion }])
}

/**
 * @throws `ProblemError` `not_found` if an id has lost its owner since the viewer was authorized. A new request with
 * this id would get the same answer.
 */
const addEntries = async (
  { storage }: Pick<Dependencies, 'storage'>,
  accountId: AccountId,
  entries: readonly NewLogEntry[],
): Promise<void> => {
  if (!(await storage.addLogEntries(accountId, entries))) throw new ProblemError('not_found')
}

const createReadEntry = async (
  dependencies: Dependencies,
  viewer: AuthorizedViewer,
  about: LogSubject<EmployeeId>,
  { purpose, periods }: Read,
): Promise<NewLogEntry> => ({
  id: crypto.randomUUID(),
  at: dependencies.clock.now(),
  actorId: viewer.employeeId,
  actingForId: await findPrincipal(dependencies, viewer, about),
  about,
  event: { kind: 'read', purpose, periods, rows: null },
  idVersion: viewer.idVersion,
})

/**
 * Finds the manager that the viewer stands in for with a read. Null if the viewer may do this read without acting for
 * anyone.
 */
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
  // Only the manager and the managers above may see the manager's group.
  const allowed = 'employee' in about ? managers : [subjectId, ...managers]
  if (allowed.includes(viewer.employeeId)) return null
  return allowed.find((id) => viewer.actsFor.includes(id)) ?? null
}
