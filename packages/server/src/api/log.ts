import {
  type AccessResponse,
  canViewEveryone,
  dayAt,
  type EmployeeId,
  type EmployeeName,
  isArchived,
  type LogEntry,
  type LogPage,
  type LogResponse,
  type Viewer,
} from '@windmill/claude-core'
import { computeAccessCutoff } from '../policy/compute-access-cutoff.ts'
import { ProblemError } from '../problem-error.ts'
import type { LinkState, LogPageQuery, LogPosition, StoredLogEntry } from '../storage/adapter.ts'
import { mapLogSubject } from '../storage/map-log-subject.ts'
import { toInstant } from '../to-instant.ts'
import { authorize, hasPermission } from './authorize.ts'
import type { Context } from './context.ts'
import { toLinkValue } from './to-link-change.ts'

/** Maximum number of entries per page. */
const maxEntriesPerPage = 50

interface PageOptions {
  /** `next` of the previous page. `@default` the newest page */
  readonly page?: string
}

/**
 * Returns one page of the account's log.
 * @throws `ProblemError` `not_permitted`, `not_found` if the viewer is archived, or `invalid_request` for an invalid
 * page.
 */
export const getLog = async (context: Context, viewer: Viewer, options: PageOptions = {}): Promise<LogResponse> => {
  await authorize(context, viewer, 'log')
  return await readPage(context, viewer, options, (page) => context.storage.listLog(viewer.accountId, page))
}

/**
 * Returns the managers who can see an employee's figures, and one page of the log about the employee.
 * @throws `ProblemError` `not_found` unless the viewer is that employee or has `audit:view`, or `invalid_request` for
 * an invalid page.
 */
export const getAccess = async (
  context: Context,
  viewer: Viewer,
  employeeId: EmployeeId,
  options: PageOptions = {},
): Promise<AccessResponse> => {
  await authorize(context, viewer, 'access', employeeId)
  const { storage, clock, directory } = context
  const { accountId } = viewer
  const page = await readPage(context, viewer, options, (query) => storage.listLogAbout(accountId, employeeId, query))
  const [employee, managers, directoryWarning] = await Promise.all([
    storage.getEmployee(accountId, employeeId),
    storage.listManagers(accountId, employeeId),
    directory.findWarning(accountId),
  ])
  const isOnlySelf = employee?.participation === 'totals'
  const isDirectoryStale = directoryWarning?.isStale === true
  const today = dayAt(clock.now())
  return {
    // Archived managers see nothing, and a stale directory hides everyone from their managers.
    managers: managers
      .filter((manager) => !isOnlySelf && !isDirectoryStale && !isArchived(manager, today))
      .map(({ id, name }): EmployeeName => ({ id, name })),
    ...(isDirectoryStale && !isOnlySelf && { directoryStale: true }),
    ...(isOnlySelf && { onlySelf: true }),
    ...(employee && isArchived(employee, today) && { hasLeft: true }),
    ...page,
  }
}

const readPage = async (
  context: Context,
  viewer: Viewer,
  { page }: PageOptions,
  list: (query: LogPageQuery) => Promise<readonly StoredLogEntry[]>,
): Promise<LogPage> => {
  const before = page === undefined ? null : parseCursor(page)
  const entries = await list({ before, limit: maxEntriesPerPage + 1 })
  // The next sync or hourly run deletes expired entries. Until then, they are hidden here.
  const policy = await context.getPolicy(viewer.accountId)
  const cutoff = computeAccessCutoff(policy, context.clock.now())
  const shownEntries = entries.slice(0, maxEntriesPerPage).filter(({ at }) => at >= cutoff)
  const last =
    entries.length > maxEntriesPerPage && shownEntries.length === maxEntriesPerPage ? shownEntries.at(-1) : undefined
  return {
    entries: await toLogEntries(context, viewer, shownEntries),
    next: last ? `${last.at}.${last.id}` : null,
    keptForDays: policy.accessRetentionDays,
  }
}

/**
 * Converts entries to the wire format. In their own log, people without `audit:view` do not see who else a Claude user
 * is linked to. Only the employee sees how their participation changed. Only the reader of an export and viewers with
 * `people:view` see its number of rows.
 */
export const toLogEntries = async (
  { storage }: Context,
  viewer: Pick<Viewer, 'accountId' | 'employeeId' | 'permissions'>,
  entries: readonly StoredLogEntry[],
): Promise<LogEntry[]> => {
  const isShown = (id: EmployeeId) => hasPermission(viewer, 'audit:view') || id === viewer.employeeId
  const people = await storage.listEmployees(viewer.accountId, entries.flatMap(listNamedIds))
  const names = new Map(people.map(({ id, name }) => [id, name]))
  const toName = (id: EmployeeId): EmployeeName => ({ id, name: names.get(id) ?? id })
  const toNameOrNull = (id: EmployeeId | null) => (id === null ? null : toName(id))
  const toLink = (state: LinkState) => toLinkValue(state, (id) => (isShown(id) ? toName(id) : null))
  // The row counts of two exports that differ by a day or a person reveal a person's active days. So they are only for
  // those who can read the figures.
  const canSeeRows = (actorId: EmployeeId | null) => actorId === viewer.employeeId || canViewEveryone(viewer)
  return entries.map(({ at, actorId, actingForId, about, event }) => ({
    at: toInstant(at),
    actor: toNameOrNull(actorId),
    actingFor: toNameOrNull(actingForId),
    about: mapLogSubject(about, toName),
    event: toEvent(event, {
      toLink,
      isOwn: isAboutEmployee(about, viewer.employeeId),
      canSeeRows: canSeeRows(actorId),
    }),
  }))
}

const toEvent = (
  event: StoredLogEntry['event'],
  {
    toLink,
    isOwn,
    canSeeRows,
  }: {
    readonly toLink: (state: LinkState) => ReturnType<typeof toLinkValue>
    readonly isOwn: boolean
    readonly canSeeRows: boolean
  },
): LogEntry['event'] => {
  if (event.kind === 'read' && !canSeeRows) return { ...event, rows: null }
  if (event.kind === 'link_changed') return { ...event, from: toLink(event.from), to: toLink(event.to) }
  if (event.kind === 'employees_renamed') return { kind: event.kind, employees: event.employees }
  // To others, an excluded employee looks like one without a Claude account.
  if (event.kind === 'participation_changed' && !isOwn) return { kind: event.kind, from: null, to: null }
  return event
}

const isAboutEmployee = (about: StoredLogEntry['about'], employeeId: EmployeeId): boolean =>
  typeof about === 'object' && 'employee' in about && about.employee === employeeId

/** Returns the ids of the employees that an entry names. */
const listNamedIds = ({ actorId, actingForId, about, event }: StoredLogEntry): EmployeeId[] => {
  const subject = typeof about === 'string' ? [] : Object.values(about)
  const linked = event.kind === 'link_changed' ? [event.from?.employeeId, event.to?.employeeId] : []
  return [actorId, actingForId, ...subject, ...linked].filter((id): id is EmployeeId => id != null)
}

/** The end of the year 9999. PostgreSQL refuses the longer years of later times. */
const lastStorableTime = Date.parse('9999-12-31T23:59:59.999Z')

/** Parses the cursor of a page: the time and the random id of the last entry of the page before. */
const parseCursor = (page: string): LogPosition => {
  const [, at, id] = /^(\d{1,15})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(page) ?? []
  if (at && id && Number(at) <= lastStorableTime) return { at: Number(at), id }
  throw new ProblemError('invalid_request', {
    field: 'page',
    detail: 'page must be the value of "next" on the previous page.',
  })
}
