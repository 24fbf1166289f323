import {
  type AccountId,
  type ClaudeUserId,
  type ClaudeUserResponse,
  type ClaudeUsersQuery,
  type ClaudeUsersResponse,
  type Day,
  dayAt,
  type Employee,
  type EmployeeId,
  type LinkRequest,
  type MappedClaudeUser,
  type MappingState,
  employeeId as toEmployeeId,
  type Viewer,
} from '@windmill/claude-core'
import {
  createMatcher,
  describeMapping,
  isLimited,
  type Mapping,
  type Matcher,
  suggestEmployees,
} from '@windmill/claude-core/internal'
import { linkClaudeUsers, saveLinks } from '../people/link-claude-users.ts'
import { findLastLinked, listLikelyOwners } from '../people/list-likely-owners.ts'
import { type LinkDecisionInput, planLinkDecision } from '../people/plan-link-decision.ts'
import { ProblemError } from '../problem-error.ts'
import type { LinkChangeRecord, MappingQuery } from '../storage/adapter.ts'
import { getMappingPosition } from '../storage/mapping-position.ts'
import { type AuthorizedViewer, authorize, hasPermission } from './authorize.ts'
import type { Context } from './context.ts'
import { createIdParser, type InputReader, parseLinkRequest } from './input-parsers.ts'
import { decodeMappingCursor, encodeMappingCursor } from './mapping-cursor.ts'
import { type ActorOptions, parseActor } from './parse-actor.ts'
import { recordEmployeeReads } from './record.ts'
import { toLinkChange } from './to-link-change.ts'

/** Maximum number of Claude users per page. */
const maxUsersPerPage = 50
/** Maximum number of Claude users to search when the list is limited to one suggested employee. */
const maxSuggestingUsers = 10_000

/**
 * Returns one page of the account's Claude users, each with the linked employee and the reason for the link.
 * @throws `ProblemError` `not_permitted`, `not_found` if the viewer is archived, or `invalid_request` for an invalid
 *   page.
 */
export const listClaudeUsers = async (
  context: Context,
  viewer: Viewer,
  { state, search = '', suggestedFor, page }: ClaudeUsersQuery,
): Promise<ClaudeUsersResponse> => {
  const reader = await authorize(context, viewer, 'claudeUsers')
  const { storage, directory } = context
  const { accountId } = viewer
  const after = page === undefined ? null : decodeMappingCursor(page)
  const counts = await countCurrentMappings(context, accountId)
  const query = { state, search, after }
  const [found, status] = await Promise.all([
    suggestedFor === undefined
      ? storage.listMappings(accountId, { ...query, limit: maxUsersPerPage + 1 })
      : listMappingsSuggestedFor(context, reader, toEmployeeId(suggestedFor), query),
    directory.getStatus(accountId),
  ])
  const mappings = found.slice(0, maxUsersPerPage)
  const changes = await storage.listLatestLinkChanges(
    accountId,
    mappings.map(({ user }) => user.id),
  )
  const matcher = await createMatcherFor(context, accountId, mappings, changes)
  const last = found.length > maxUsersPerPage ? mappings.at(-1) : undefined
  return {
    counts,
    claudeUsers: await addDetails(context, reader, { mappings, latestChanges: changes, matcher }),
    next: last ? encodeMappingCursor(getMappingPosition(last)) : null,
    directory: status,
  }
}

/**
 * Returns the mappings that suggest one employee first. Searches at most `maxSuggestingUsers` mappings. Returns none if
 * the employee is the viewer, who may not decide about themself.
 */
const listMappingsSuggestedFor = async (
  { storage, clock }: Context,
  viewer: AuthorizedViewer,
  employeeId: EmployeeId,
  query: Omit<MappingQuery, 'limit'>,
): Promise<readonly Mapping[]> => {
  const { accountId } = viewer
  if (employeeId === viewer.employeeId) return []
  const mappings = await storage.listMappings(accountId, { ...query, limit: maxSuggestingUsers })
  const filterBySuggestion = (candidates: readonly Mapping[], employees: readonly Employee[]) => {
    const suggestions = suggestEmployees({ mappings: candidates, employees, on: dayAt(clock.now()) })
    return candidates.filter(({ user }) => suggestions.get(user.id)?.[0]?.id === employeeId)
  }
  // Most Claude users have nothing in common with the employee, so only a few have to be compared with all employees.
  const similar = filterBySuggestion(mappings, await storage.listEmployees(accountId, [employeeId]))
  return similar.length > 0 ? filterBySuggestion(similar, await storage.listEmployees(accountId)) : []
}

/**
 * Returns one Claude user with the history of their link.
 * @throws `ProblemError` `not_permitted`, or `not_found` for an unknown id or an archived viewer.
 */
export const getClaudeUser = async (
  context: Context,
  viewer: Viewer,
  claudeUserId: ClaudeUserId,
): Promise<ClaudeUserResponse> => {
  const reader = await authorize(context, viewer, 'claudeUsers')
  return await readClaudeUser(context, reader, claudeUserId)
}

/** Returns one Claude user. The caller has checked the viewer's permission. */
const readClaudeUser = async (
  context: Context,
  viewer: AuthorizedViewer,
  claudeUserId: ClaudeUserId,
): Promise<ClaudeUserResponse> => {
  const { storage } = context
  const { accountId } = viewer
  await countCurrentMappings(context, accountId)
  const mapping = await storage.getMapping(accountId, claudeUserId)
  if (!mapping) throw new ProblemError('not_found')
  const changes = await storage.listLinkChanges(accountId, claudeUserId)
  const matcher = await createMatcherFor(context, accountId, [mapping], changes)
  const latestChanges = changes.slice(0, 1)
  const [claudeUser] = await addDetails(context, viewer, { mappings: [mapping], latestChanges, matcher })
  if (!claudeUser) throw new ProblemError('not_found')
  return { ...claudeUser, changes: changes.map((change) => toLinkChange(change, matcher)) }
}

/**
 * Changes the link of a Claude user, or undoes the newest change. All stored usage of the Claude user follows the link
 * at once.
 * @throws `ProblemError` `not_permitted`, `not_found` for an unknown id or an archived viewer, `employee_unknown`,
 * `nothing_to_undo`, `link_own`, `link_address_taken` or `link_protected`.
 */
export const decideLink = async (
  context: Context,
  viewer: Viewer,
  claudeUserId: ClaudeUserId,
  readRequest: InputReader<LinkRequest>,
): Promise<ClaudeUserResponse> => {
  const actor = await authorize(context, viewer, 'decideLink')
  const request = await readRequest()
  const { accountId, employeeId, idVersion } = actor
  await saveDecision(context, accountId, { claudeUserId, request, by: employeeId, viewerIdVersion: idVersion })
  return await readClaudeUser(context, actor, claudeUserId)
}

/**
 * Changes the link of a Claude user as `decideLink` does, but for the host, who may move a link from and to anyone.
 * @throws `ProblemError` `invalid_request`, `not_found`, `employee_unknown` or `nothing_to_undo`.
 */
export const decideLinkAsHost = async (
  context: Context,
  accountId: AccountId,
  givenId: string,
  input: LinkRequest,
  options: ActorOptions,
): Promise<void> => {
  const claudeUserId = createIdParser<ClaudeUserId>('claudeUserId')(givenId)
  const [request, by] = [parseLinkRequest(input), parseActor(options)]
  await saveDecision(context, accountId, { claudeUserId, request, by, viewerIdVersion: null })
}

const saveDecision = async (
  context: Context,
  accountId: AccountId,
  decided: Pick<LinkDecisionInput, 'claudeUserId' | 'request' | 'by' | 'viewerIdVersion'>,
): Promise<void> => {
  const { storage, clock, emailRules, logger } = context
  const { claudeUserId, request, by } = decided
  const changes = await storage.listLinkChanges(accountId, claudeUserId)
  const decision = { ...decided, at: clock.now(), changes, emailRules }
  await saveLinks(context, accountId, (people) => planLinkDecision(people, decision))
  logger.info('A link was decided', { accountId, claudeUserId, decision: request.decision, by })
}

/**
 * Counts the Claude users by state. Links them again first, if some are new or have another address than when they were
 * last linked.
 */
const countCurrentMappings = async (context: Context, accountId: AccountId): Promise<Record<MappingState, number>> => {
  const { stale, ...counts } = await context.storage.countMappings(accountId)
  if (stale === 0) return counts
  await linkClaudeUsers(context, accountId)
  const { stale: _, ...currentCounts } = await context.storage.countMappings(accountId)
  return currentCounts
}

/** Creates a matcher that knows only the employees who are named in the mappings and changes. */
const createMatcherFor = async (
  { storage, clock, emailRules }: Context,
  accountId: AccountId,
  mappings: readonly Mapping[],
  changes: readonly LinkChangeRecord[],
): Promise<Matcher> => {
  const ids = [
    ...mappings.flatMap(({ link, candidates }) => [link?.employeeId, ...candidates]),
    ...changes.flatMap(({ by, from, to }) => [by, from?.employeeId, to?.employeeId]),
  ].filter((id): id is EmployeeId => id != null)
  const employees = await storage.listEmployees(accountId, [...new Set(ids)])
  return createMatcher({ employees, on: dayAt(clock.now()), rules: emailRules })
}

interface PageOfMappings {
  readonly mappings: readonly Mapping[]
  /** The newest change of each mapping that was ever changed. */
  readonly latestChanges: readonly LinkChangeRecord[]
  readonly matcher: Matcher
}

/**
 * Adds suggestions, the last active day and the last change, and records the read of the last active days. These
 * details are costly, so call this for one page only.
 */
const addDetails = async (
  context: Context,
  viewer: AuthorizedViewer,
  { mappings, latestChanges, matcher }: PageOfMappings,
): Promise<MappedClaudeUser[]> => {
  const { storage, clock } = context
  const { accountId } = viewer
  const canSeeActivity = hasPermission(viewer, 'people:view')
  // Suggestions, and the likely owners of a Claude user without a link, are found among all employees.
  const needsEveryone = mappings.some(
    ({ state, user, link }) => (state === 'unmatched' && user.email !== null) || (canSeeActivity && !link?.employeeId),
  )
  const namedIds = mappings.flatMap(({ link, candidates }) =>
    [link?.employeeId, ...candidates].filter((id) => id != null),
  )
  const employees = await storage.listEmployees(accountId, needsEveryone ? undefined : namedIds)
  const lastActive = canSeeActivity
    ? await findShownLastActiveDays(context, accountId, mappings, employees)
    : new Map<ClaudeUserId, Day | null>()
  const shown = mappings.filter(({ user }) => lastActive.has(user.id))
  const linkedIds = new Set(shown.flatMap(({ link }) => link?.employeeId ?? []))
  await recordEmployeeReads(context, viewer, linkedIds, { purpose: 'mapping', periods: [] })
  const lastChanges = new Map(
    latestChanges
      .filter(({ isBeforeErasure }) => !isBeforeErasure)
      .map((change) => [change.claudeUserId, toLinkChange(change, matcher)]),
  )
  // An employee is suggested even if `decideLink` refuses the link: a missing suggestion would reveal who does not take
  // part.
  const suggestions = suggestEmployees({ mappings, employees, on: dayAt(clock.now()) })
  return mappings.map((mapping) => ({
    ...describeMapping(mapping, matcher),
    suggestions: suggestions.get(mapping.user.id) ?? [],
    ...(lastActive.has(mapping.user.id) && { lastActiveOn: lastActive.get(mapping.user.id) ?? null }),
    lastChange: lastChanges.get(mapping.user.id) ?? null,
  }))
}

/**
 * Returns the last active day of each Claude user, or null without activity. Leaves out a Claude user who may belong to
 * an employee with a participation other than `included`, even after that employee left the directory.
 * @param employees - Everyone who may be the owner of one of these Claude users.
 */
const findShownLastActiveDays = async (
  { storage, clock, emailRules }: Context,
  accountId: AccountId,
  mappings: readonly Mapping[],
  employees: readonly Employee[],
): Promise<ReadonlyMap<ClaudeUserId, Day | null>> => {
  const protectedUsers = await storage.listProtectedUsers(accountId)
  const limited = employees.filter(isLimited)
  const limitedIds = new Set(limited.map(({ id }) => id))
  const { listOwners } = createMatcher({ employees: limited, on: dayAt(clock.now()), rules: emailRules })
  const isShown = async ({ user, link }: Mapping): Promise<boolean> => {
    if (protectedUsers.has(user.id)) return false
    const hasEmployee = link?.employeeId != null
    const changes = limited.length === 0 || hasEmployee ? [] : await storage.listLinkChanges(accountId, user.id)
    return !listLikelyOwners(link?.employeeId, listOwners(user), findLastLinked(changes)).some((id) =>
      limitedIds.has(id),
    )
  }
  const areShown = await Promise.all(mappings.map(isShown))
  const ids = mappings.filter((_, index) => areShown[index]).map(({ user }) => user.id)
  const lastActive = await storage.findLastActiveDays(accountId, ids)
  return new Map(ids.map((id) => [id, lastActive.get(id) ?? null]))
}
