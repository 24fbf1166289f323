import {
  canViewEveryone,
  dayAt,
  type EmployeeId,
  isArchived,
  type Permission,
  type Viewer,
} from '@windmill/claude-core'
import { showsFiguresTo } from '@windmill/claude-core/internal'
import { ProblemError } from '../problem-error.ts'
import type { StoredInvitation } from '../storage/adapter.ts'
import type { Context } from './context.ts'
import { type Invitation, isSameHash } from './invitation-secret.ts'

/**
 * Which viewers may do what.
 *
 * - `everyone`: all who are signed in.
 * - `figures`: those who may see the employee's figures.
 * - `group`: all who are signed in. The operation shows the members that the viewer may see, and storage decides in the
 *   same statement that reads them.
 * - A list: those with one of these permissions. `own`: also the employee it is about.
 * - `totals`: those of `canReadTotals`.
 */
const rules: Readonly<Record<Operation, Rule>> = {
  connection: 'everyone',
  viewer: 'everyone',
  preview: ['connection:manage'],
  connect: ['connection:manage'],
  invite: ['connection:manage'],
  sync: ['connection:manage'],
  disconnect: ['connection:manage'],
  erase: ['connection:erase'],
  employeeStats: 'figures',
  teamStats: 'group',
  groupStats: 'group',
  companyStats: ['people:view'],
  totals: 'totals',
  access: { own: ['audit:view'] },
  employeeData: { own: [] },
  log: ['audit:view'],
  claudeUsers: ['users:match'],
  decideLink: ['users:match'],
  employees: ['users:match', 'people:view', 'audit:view'],
}

type Rule =
  | 'everyone'
  | 'figures'
  | 'group'
  | 'totals'
  | readonly Permission[]
  | { readonly own: readonly Permission[] }

/** Something that a viewer requests. */
export type Operation =
  | 'viewer'
  | 'connection'
  | 'preview'
  | 'connect'
  | 'invite'
  | 'sync'
  | 'disconnect'
  | 'erase'
  | 'employeeStats'
  | 'teamStats'
  | 'groupStats'
  | 'companyStats'
  | 'totals'
  | 'access'
  | 'employeeData'
  | 'log'
  | 'claudeUsers'
  | 'decideLink'
  | 'employees'

/** A viewer who may do what they requested. */
export interface AuthorizedViewer extends Viewer {
  /** The result of `getIdVersion` from before any id was looked up, for the log. */
  readonly idVersion: number
}

/** Whether a viewer has one of several permissions. */
export const hasPermission = ({ permissions }: Pick<Viewer, 'permissions'>, ...anyOf: readonly Permission[]): boolean =>
  anyOf.some((permission) => permissions.includes(permission))

/**
 * Decides whether a viewer may do something, by the newest directory. Every operation calls it first.
 * @param subject - The employee that the operation is about.
 * @throws `ProblemError` `not_permitted`, `figures_not_shown`, or `not_found` for a viewer who is archived or has a
 * former id, and where it would reveal that the subject exists. `directory_stale` if only reporting lines could allow
 * it and the directory is stale: for every other id, so that it does not reveal which of them exist.
 */
export const authorize = async (
  context: Pick<Context, 'storage' | 'directory' | 'clock' | 'getPolicy'>,
  viewer: Viewer,
  operation: Operation,
  subject?: EmployeeId,
): Promise<AuthorizedViewer> => {
  const { storage, directory, clock, getPolicy } = context
  const rule = rules[operation]
  const among = subject === undefined ? [] : [subject]
  const readPeople = async () => {
    const today = dayAt(clock.now())
    // Before the people, so that ids that change meanwhile are found.
    const idVersion = await storage.getIdVersion(viewer.accountId)
    const [employees, visible] = await Promise.all([
      storage.listEmployees(viewer.accountId, [viewer.employeeId, ...among]),
      rule === 'figures' ? storage.listVisibleEmployees(viewer, { among }, today) : [],
    ])
    return { today, idVersion, employees, visible }
  }
  // The directory rarely needs a pull, so the people are read at the same time.
  const firstReading = readPeople()
  firstReading.catch(() => {})
  const [{ age: directoryAge, isPulled }] = await Promise.all([
    directory.ensure(viewer.accountId),
    // Hides what the host no longer keeps. If this fails before any policy was applied, nothing was read yet.
    getPolicy(viewer.accountId).catch(() => {}),
  ])
  const { today, idVersion, employees, visible } = await (isPulled ? readPeople() : firstReading)
  const [self, employee] = [viewer.employeeId, subject].map((id) => employees.find((found) => found.id === id))
  // Someone who has left has no rights, also once they are erased, and neither has an id that somebody had before their
  // id was changed. Any other viewer who is not in the directory can have permissions.
  const hasNoRights = self ? isArchived(self, today) : await storage.isFormerId(viewer.accountId, viewer.employeeId)
  if (hasNoRights) throw new ProblemError('not_found')
  const authorized = { ...viewer, idVersion }
  if (rule === 'everyone') return authorized
  const needsReportingLines = rule === 'group' || (rule === 'figures' && subject !== viewer.employeeId)
  if (needsReportingLines && directoryAge === 'stale' && !canViewEveryone(viewer)) {
    throw new ProblemError('directory_stale')
  }
  if (rule === 'group') return authorized
  if (rule === 'totals') {
    if (!(await canReadTotals(context, viewer))) throw new ProblemError('not_permitted')
  } else if (rule === 'figures') {
    if (visible.length === 0 || !employee) throw new ProblemError('not_found')
    if (!showsFiguresTo(viewer, employee)) throw new ProblemError('figures_not_shown')
  } else if ('own' in rule) {
    const isOwn = subject === viewer.employeeId
    if (!employee || !(isOwn || hasPermission(viewer, ...rule.own))) throw new ProblemError('not_found')
  } else if (!hasPermission(viewer, ...rule)) throw new ProblemError('not_permitted')
  return authorized
}

/**
 * Maximum number of employees that a reader of the totals may see, themself included. Three active people and one more
 * are published as `fewer_than_5`, so subtracting the three reveals nothing about anyone else.
 */
const maxVisibleForTotals = 3

/**
 * Whether a viewer may read the published totals: with `totals:view`, if they see only a few people, by permission, as
 * manager or as deputy. Someone who sees nearly everyone could subtract those figures from the totals, and learn about
 * the people with hidden figures.
 */
export const canReadTotals = async (
  { storage, clock }: Pick<Context, 'storage' | 'clock'>,
  viewer: Viewer,
): Promise<boolean> => {
  if (!hasPermission(viewer, 'totals:view') || canViewEveryone(viewer)) return false
  const visible = await storage.listVisibleEmployees(viewer, 'all', dayAt(clock.now()))
  return visible.length <= maxVisibleForTotals
}

/**
 * Decides whether an invitation may check and save a key of its account. It allows nothing else, and does not depend on
 * the directory.
 * @returns The invitation as it is stored.
 * @throws `ProblemError` `invitation_invalid`, the same for one that is unknown, expired, used, replaced or revoked.
 */
export const authorizeInvitation = async (
  { storage, clock }: Pick<Context, 'storage' | 'clock'>,
  invitation: Invitation,
): Promise<StoredInvitation> => {
  const stored = (await storage.getConnection(invitation.accountId))?.invitation
  if (!stored || !isSameHash(stored.hash, invitation.hash) || stored.expiresAt <= clock.now()) {
    throw new ProblemError('invitation_invalid')
  }
  return stored
}
