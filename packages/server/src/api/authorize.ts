import {
  canViewEveryone,
  dayAt,
  type EmployeeId,
  isArchived,
  maxDay,
  type Period,
  type Permission,
  type Viewer,
} from '@windmill/claude-core'
import { showsFiguresTo } from '@windmill/claude-core/internal'
import { ProblemError } from '../problem-error.ts'
import type { PeriodFacts, StoredInvitation } from '../storage/adapter.ts'
import type { Context } from './context.ts'
import { type Invitation, isSameHash } from './invitation-secret.ts'

/**
 * Which viewers may do what.
 *
 * - `everyone`: all who are signed in.
 * - `figures`: those who may see the employee's figures.
 * - `group`: all who are signed in. The operation shows the members that the viewer may see. Storage decides who they
 *   are, in the statement that reads them.
 * - A list: those with one of these permissions.
 * - `selfOr`: the employee that the operation is about, and those with one of these permissions.
 * - `totals`: viewers that `canReadTotals` accepts.
 */
const rules: Readonly<Record<Operation, Rule>> = {
  connection: 'everyone',
  viewer: 'everyone',
  preview: ['connection:manage'],
  connect: ['connection:manage'],
  invite: ['connection:manage'],
  sync: ['connection:manage'],
  reconciliation: ['connection:manage', 'people:view'],
  reconciliationFindings: ['people:view'],
  check: ['connection:manage'],
  disconnect: ['connection:manage'],
  erase: ['connection:erase'],
  employeeStats: 'figures',
  teamStats: 'group',
  groupStats: 'group',
  companyStats: ['people:view'],
  totals: 'totals',
  access: { selfOr: ['audit:view'] },
  employeeData: { selfOr: [] },
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
  | { readonly selfOr: readonly Permission[] }

/** Something that a viewer requests. */
export type Operation =
  | 'viewer'
  | 'connection'
  | 'preview'
  | 'connect'
  | 'invite'
  | 'sync'
  | 'reconciliation'
  | 'reconciliationFindings'
  | 'check'
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
  /** The `idVersion` of `AuthorizationFacts`, for the log. */
  readonly idVersion: number
}

/** A decision in favor of a viewer. */
interface Decision {
  readonly reader: AuthorizedViewer
  /** Null if no period was given. */
  readonly period: PeriodFacts | null
}

type DecisionContext = Pick<Context, 'storage' | 'directory' | 'clock' | 'getPolicy'>

/** Whether a viewer has one of several permissions. */
export const hasPermission = ({ permissions }: Pick<Viewer, 'permissions'>, ...anyOf: readonly Permission[]): boolean =>
  anyOf.some((permission) => permissions.includes(permission))

/**
 * Authorizes a viewer to do something that reads no figures of a period.
 * @param subject - The employee that the operation is about.
 * @throws `ProblemError`, as `decide` does.
 */
export const authorize = async (
  context: DecisionContext,
  viewer: Viewer,
  operation: Operation,
  subject?: EmployeeId,
): Promise<AuthorizedViewer> => (await decide(context, viewer, operation, { subject })).reader

/**
 * Decides whether a viewer may do something, by the newest directory. Every operation begins with a decision. A
 * decision reads no usage.
 * @param request.subject - The employee that the operation is about.
 * @param request.period - The period of the requested figures. The decision then includes the facts about this period
 * and about the days from its end to today.
 * @throws `ProblemError` `not_permitted` or `figures_not_shown`. `not_found` if the viewer is archived or has a former
 * id, or if another code would reveal that the subject exists. `directory_stale` if the directory is stale and only
 * reporting lines could grant access: also for an unknown subject, so that the code does not reveal which ids exist.
 */
export const decide = async (
  context: DecisionContext,
  viewer: Viewer,
  operation: Operation,
  { subject, period }: { readonly subject?: EmployeeId | undefined; readonly period?: Period },
): Promise<Decision> => {
  const { storage, directory, clock, getPolicy } = context
  const rule = rules[operation]
  const readFacts = async () => {
    const today = dayAt(clock.now())
    const days = period && { from: period.from, to: maxDay(period.to, today) }
    return { today, ...(await storage.readAuthorizationFacts(viewer, subject ?? null, today, days)) }
  }
  // Applies the policy, which hides what the host no longer keeps. An error only means that no policy was applied yet,
  // and then no usage was read from Claude either.
  await getPolicy(viewer.accountId).catch(() => {})
  const firstFacts = await readFacts()
  const { age: directoryAge, isPulled } = await directory.ensure(viewer.accountId, firstFacts.directoryReading)
  const facts = isPulled ? await readFacts() : firstFacts
  const { today, idVersion, viewer: self, subject: employee } = facts
  // An employee who has left has no rights, even after their erasure. A former id has none either. Any other viewer who
  // is not in the directory can have permissions.
  const hasNoRights = self ? isArchived(self, today) : await storage.isFormerId(viewer.accountId, viewer.employeeId)
  if (hasNoRights) throw new ProblemError('not_found')
  const authorized = { reader: { ...viewer, idVersion }, period: facts.period }
  if (rule === 'everyone') return authorized
  const needsReportingLines = rule === 'group' || (rule === 'figures' && subject !== viewer.employeeId)
  if (needsReportingLines && directoryAge === 'stale' && !canViewEveryone(viewer)) {
    throw new ProblemError('directory_stale')
  }
  if (rule === 'group') return authorized
  if (rule === 'totals') {
    if (!(await canReadTotals(context, viewer))) throw new ProblemError('not_permitted')
  } else if (rule === 'figures') {
    if (!employee?.isVisible) throw new ProblemError('not_found')
    if (!showsFiguresTo(viewer, employee)) throw new ProblemError('figures_not_shown')
  } else if ('selfOr' in rule) {
    const isSelf = subject === viewer.employeeId
    if (!employee || !(isSelf || hasPermission(viewer, ...rule.selfOr))) throw new ProblemError('not_found')
  } else if (!hasPermission(viewer, ...rule)) throw new ProblemError('not_permitted')
  return authorized
}

/**
 * Maximum number of employees that a reader of the totals may see, the reader included. If three of these and one other
 * person are active, the total of four is published as `fewer_than_5`. Subtracting three from it reveals nothing.
 */
const maxVisibleEmployeesForTotals = 3

/**
 * Whether a viewer may read the published totals. The viewer needs `totals:view`, and may see at most
 * `maxVisibleEmployeesForTotals` employees, for whatever reason. Someone who sees nearly everyone could subtract the
 * figures of these people from the totals, and learn the hidden figures of the others.
 */
export const canReadTotals = async (
  { storage, clock }: Pick<Context, 'storage' | 'clock'>,
  viewer: Viewer,
): Promise<boolean> => {
  if (!hasPermission(viewer, 'totals:view') || canViewEveryone(viewer)) return false
  const visible = await storage.listVisibleEmployees(viewer, 'all', dayAt(clock.now()))
  return visible.length <= maxVisibleEmployeesForTotals
}

/**
 * Decides whether an invitation may check and save a key of its account. An invitation allows nothing else. The
 * decision does not depend on the directory.
 * @returns The invitation as it is stored.
 * @throws `ProblemError` `invitation_expired` to whoever has the secret of an expired invitation. Otherwise
 * `invitation_invalid`, for an unknown, used, replaced or revoked invitation alike.
 */
export const authorizeInvitation = async (
  { storage, clock }: Pick<Context, 'storage' | 'clock'>,
  invitation: Invitation,
): Promise<StoredInvitation> => {
  const stored = (await storage.getConnection(invitation.accountId))?.invitation
  if (!stored || !isSameHash(stored.hash, invitation.hash)) throw new ProblemError('invitation_invalid')
  if (stored.expiresAt <= clock.now()) throw new ProblemError('invitation_expired')
  return stored
}
