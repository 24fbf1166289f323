import {
  type AccountId,
  type ClaudeUserId,
  type ClaudeUserResponse,
  type ClaudeUsersQuery,
  type ClaudeUsersResponse,
  type Day,
  dayAt,
  type Employee,
  type LinkRequest,
  type MappedClaudeUser,
  type MappingState,
  mappingStates,
  type Viewer,
} from '@windmill/claude-core'
import {
  createMatcher,
  describeMapping,
  findUsersWithFormerOwners,
  foldSearchText,
  type Mapping,
  type Matcher,
  mapClaudeUsers,
  suggestEmployees,
} from '@windmill/claude-core/internal'
import { planLinkDecision } from '../people/plan-link-decision.ts'
import { ProblemError } from '../problem-error.ts'
import { buildSearchText, splitSearchWords } from '../storage/search-text.ts'
import { authorize, hasPermission } from './authorize.ts'
import type { Context } from './context.ts'
import { paginateMappings } from './paginate-mappings.ts'
import { type Input, readInput } from './read-input.ts'
import { toLinkChange } from './to-link-change.ts'

/**
 * Returns one page of the account's Claude users, each with the linked employee and the reason for the link.
 * @throws `ProblemError` `not_permitted`, `not_found` if the viewer is archived, or `invalid_request` for an invalid page.
 */
export const listClaudeUsers = async (
  context: Context,
  viewer: Viewer,
  query: ClaudeUsersQuery,
): Promise<ClaudeUsersResponse> => {
  await authorize(context, viewer, 'claudeUsers')
  const { accountId } = viewer
  const [loadedMappings, directory] = await Promise.all([
    loadMappings(context, accountId),
    context.directory.getStatus(accountId),
  ])
  const { mappings, matcher } = loadedMappings
  const searchWords = splitSearchWords(query.search ?? '')
  const foundMappings = mappings
    .filter(({ state }) => query.state === undefined || state === query.state)
    .filter((mapping) => searchWords.every((word) => buildMappingSearchText(mapping, matcher).includes(word)))
  const { page, next } = paginateMappings(foundMappings, query.page)
  return {
    counts: countStates(mappings),
    claudeUsers: await addDetails(context, viewer, loadedMappings, page),
    next,
    directory,
  }
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
  await authorize(context, viewer, 'claudeUsers')
  const { accountId } = viewer
  const [loadedMappings, changes] = await Promise.all([
    loadMappings(context, accountId),
    context.storage.listLinkChanges(accountId, claudeUserId),
  ])
  const mapping = loadedMappings.mappings.find(({ user }) => user.id === claudeUserId)
  const [claudeUser] = mapping ? await addDetails(context, viewer, loadedMappings, [mapping]) : []
  if (!claudeUser) throw new ProblemError('not_found')
  return { ...claudeUser, changes: changes.map((change) => toLinkChange(change, loadedMappings.matcher)) }
}

/**
 * Changes the link of a Claude user, or undoes the newest change. All stored usage of the Claude user follows the link
 * at once.
 * @throws `ProblemError` `not_permitted`, `not_found` for an unknown id or an archived viewer, `employee_unknown` or
 * `nothing_to_undo`.
 */
export const decideLink = async (
  context: Context,
  viewer: Viewer,
  claudeUserId: ClaudeUserId,
  input: Input<LinkRequest>,
): Promise<ClaudeUserResponse> => {
  await authorize(context, viewer, 'decideLink')
  const request = await readInput(input)
  const { storage, clock, emailRules, logger } = context
  const { accountId, employeeId } = viewer
  const [latest] = await storage.listLatestLinkChanges(accountId, [claudeUserId])
  const decision = { claudeUserId, request, by: employeeId, at: clock.now(), latest, emailRules }
  await storage.decideLinks(accountId, (people) => planLinkDecision(people, decision))
  logger.info('A link was decided', { accountId, claudeUserId, decision: request.decision })
  return await getClaudeUser(context, viewer, claudeUserId)
}

/** The mappings of all Claude users of an account, and what they were computed from. */
interface LoadedMappings {
  readonly mappings: readonly Mapping[]
  readonly matcher: Matcher
  readonly employees: readonly Employee[]
  /** Day on which the mappings hold. Employees who are archived on it count as former. */
  readonly on: Day
}

const loadMappings = async ({ storage, clock, emailRules }: Context, accountId: AccountId): Promise<LoadedMappings> => {
  const on = dayAt(clock.now())
  const [users, links, employees] = await Promise.all([
    storage.listClaudeUsers(accountId),
    storage.listLinks(accountId),
    storage.listEmployees(accountId),
  ])
  const matcher = createMatcher({ employees, on, rules: emailRules })
  const firstActive = await storage.findFirstActiveDays(accountId, findUsersWithFormerOwners(users, matcher))
  const linksByUser = new Map(links.map((link) => [link.claudeUserId, link]))
  return { mappings: mapClaudeUsers({ users, links: linksByUser, matcher, firstActive }), matcher, employees, on }
}

const countStates = (mappings: readonly Mapping[]): Record<MappingState, number> => {
  const counts = Object.fromEntries(mappingStates.map((state) => [state, 0])) as Record<MappingState, number>
  for (const { state } of mappings) counts[state] += 1
  return counts
}

/** Returns the text to search: the Claude user's address and id, and the linked employee's name and addresses. */
const buildMappingSearchText = ({ user, link }: Mapping, matcher: Matcher): string => {
  const employee = link?.employeeId ? matcher.findEmployee(link.employeeId) : undefined
  return `${foldSearchText(`${user.email ?? ''} ${user.id}`)} ${employee ? buildSearchText(employee) : ''}`
}

/** Adds suggestions, the last active day and the last change. They are costly, so call it for one page only. */
const addDetails = async (
  { storage }: Context,
  viewer: Viewer,
  { matcher, employees, on }: LoadedMappings,
  mappings: readonly Mapping[],
): Promise<MappedClaudeUser[]> => {
  const { accountId } = viewer
  const ids = mappings.map(({ user }) => user.id)
  const canSeeActivity = hasPermission(viewer, 'people:view')
  const [lastActive, changes] = await Promise.all([
    canSeeActivity ? storage.findLastActiveDays(accountId, ids) : new Map<ClaudeUserId, Day>(),
    storage.listLatestLinkChanges(accountId, ids),
  ])
  const lastChanges = new Map(changes.map((change) => [change.claudeUserId, toLinkChange(change, matcher)]))
  const suggestions = suggestEmployees({ mappings, employees, on })
  return mappings.map((mapping) => ({
    ...describeMapping(mapping, matcher),
    suggestions: suggestions.get(mapping.user.id) ?? [],
    ...(canSeeActivity && { lastActiveOn: lastActive.get(mapping.user.id) ?? null }),
    lastChange: lastChanges.get(mapping.user.id) ?? null,
  }))
}
