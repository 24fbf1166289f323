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
import { planLinkDecision } from '../people/link-decision.ts'
import { ProblemError } from '../problem-error.ts'
import { buildSearchText, splitSearchWords } from '../storage/search-text.ts'
import type { Context } from './context.ts'
import { toLinkChange } from './link-change.ts'
import { paginateMappings } from './paginate-mappings.ts'
import { requireAdmin } from './permission.ts'

/**
 * Lists the account's Claude users with the employee each is linked to, and the reason. One page per call.
 * @throws `ProblemError` `admin_only`, or `invalid_request` for an unknown page.
 */
export const listClaudeUsers = async (
  context: Context,
  viewer: Viewer,
  query: ClaudeUsersQuery,
): Promise<ClaudeUsersResponse> => {
  await requireAdmin(context, viewer)
  const { accountId } = viewer
  const [loaded, directory] = await Promise.all([loadMappings(context, accountId), context.directory.status(accountId)])
  const { mappings, matcher } = loaded
  const searchWords = splitSearchWords(query.search ?? '')
  const filtered = mappings
    .filter(({ state }) => query.state === undefined || state === query.state)
    .filter((mapping) => searchWords.every((word) => buildMappingText(mapping, matcher).includes(word)))
  const { page, next } = paginateMappings(filtered, query.page)
  return {
    counts: countStates(mappings),
    claudeUsers: await addDetails(context, accountId, loaded, page),
    next,
    directory,
  }
}

/**
 * Returns one Claude user with the history of their link.
 * @throws `ProblemError` `admin_only` or `not_found`.
 */
export const getClaudeUser = async (
  context: Context,
  viewer: Viewer,
  claudeUserId: ClaudeUserId,
): Promise<ClaudeUserResponse> => {
  await requireAdmin(context, viewer)
  const { accountId } = viewer
  const [loaded, changes] = await Promise.all([
    loadMappings(context, accountId),
    context.storage.listLinkChanges(accountId, claudeUserId),
  ])
  const mapping = loaded.mappings.find(({ user }) => user.id === claudeUserId)
  const [detailed] = mapping ? await addDetails(context, accountId, loaded, [mapping]) : []
  if (!detailed) throw new ProblemError('not_found')
  return { ...detailed, changes: changes.map((change) => toLinkChange(change, loaded.matcher)) }
}

/**
 * Changes the link of a Claude user, or undoes the newest change. All their stored usage follows at once.
 * @throws `ProblemError` `admin_only`, `not_found`, `employee_unknown` or `nothing_to_undo`.
 */
export const decideLink = async (
  context: Context,
  viewer: Viewer,
  claudeUserId: ClaudeUserId,
  request: LinkRequest,
): Promise<ClaudeUserResponse> => {
  await requireAdmin(context, viewer)
  const { storage, clock, emailRules, logger } = context
  const { accountId, employeeId } = viewer
  const [latest] = await storage.listLatestLinkChanges(accountId, [claudeUserId])
  const decision = { claudeUserId, request, by: employeeId, at: clock.now(), latest, emailRules }
  await storage.decideLinks(accountId, (people) => planLinkDecision(people, decision))
  logger.info('A link was decided', { accountId, claudeUserId, decision: request.decision })
  return await getClaudeUser(context, viewer, claudeUserId)
}

interface LoadedMappings {
  readonly mappings: readonly Mapping[]
  readonly matcher: Matcher
  readonly employees: readonly Employee[]
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
  const linkOf = new Map(links.map((link) => [link.claudeUserId, link]))
  return { mappings: mapClaudeUsers({ users, links: linkOf, matcher, firstActive }), matcher, employees, on }
}

const countStates = (mappings: readonly Mapping[]): Record<MappingState, number> => {
  const counts = Object.fromEntries(mappingStates.map((state) => [state, 0])) as Record<MappingState, number>
  for (const { state } of mappings) counts[state] += 1
  return counts
}

/** Returns the text a search looks through: the Claude user's address and id, and the linked employee. */
const buildMappingText = ({ user, link }: Mapping, matcher: Matcher): string => {
  const employee = link?.employeeId ? matcher.findEmployee(link.employeeId) : undefined
  return `${foldSearchText(`${user.email ?? ''} ${user.id}`)} ${employee ? buildSearchText(employee) : ''}`
}

/** Adds suggestions, the last active day and the last change. Called for one page only, since these are costly. */
const addDetails = async (
  { storage }: Context,
  accountId: AccountId,
  { matcher, employees, on }: LoadedMappings,
  mappings: readonly Mapping[],
): Promise<MappedClaudeUser[]> => {
  const ids = mappings.map(({ user }) => user.id)
  const [lastActive, changes] = await Promise.all([
    storage.findLastActiveDays(accountId, ids),
    storage.listLatestLinkChanges(accountId, ids),
  ])
  const lastChanges = new Map(changes.map((change) => [change.claudeUserId, toLinkChange(change, matcher)]))
  const suggestions = suggestEmployees({ mappings, employees, on })
  return mappings.map((mapping) => ({
    ...describeMapping(mapping, matcher),
    suggestions: suggestions.get(mapping.user.id) ?? [],
    lastActiveOn: lastActive.get(mapping.user.id) ?? null,
    lastChange: lastChanges.get(mapping.user.id) ?? null,
  }))
}
