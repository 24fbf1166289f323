import {
  type AccountId,
  type ClaudeUserId,
  type ClaudeUserMapping,
  type ClaudeUserResponse,
  type ClaudeUsersQuery,
  type ClaudeUsersResponse,
  createMatcher,
  type Day,
  dayAt,
  type Employee,
  type LinkRequest,
  type Mapping,
  type MappingState,
  type Matcher,
  mapClaudeUsers,
  mappingOf,
  mappingStates,
  suggestEmployees,
  type Viewer,
  withFormerOwners,
} from '@windmill/claude-core'
import { changesByDecision } from '../people/link-decision.ts'
import { ProblemError } from '../problem-error.ts'
import { searchable, searchText, wordsOf } from '../storage/search.ts'
import type { Context } from './context.ts'
import { linkChangeOf } from './link-change.ts'
import { pageOf } from './mapping-page.ts'
import { requireAdmin } from './permission.ts'

/** The mapping list: whose each claude user is, and why. */
export const listClaudeUsers = async (
  context: Context,
  viewer: Viewer,
  query: ClaudeUsersQuery,
): Promise<ClaudeUsersResponse> => {
  await requireAdmin(context, viewer)
  const { accountId } = viewer
  const [mapped, directory] = await Promise.all([mapEveryone(context, accountId), context.directory.status(accountId)])
  const { mappings, matcher } = mapped
  const words = wordsOf(query.search ?? '')
  const wanted = mappings
    .filter(({ state }) => query.state === undefined || state === query.state)
    .filter((mapping) => words.every((word) => textOf(mapping, matcher).includes(word)))
  const { page, next } = pageOf(wanted, query.page)
  return {
    counts: countStates(mappings),
    claudeUsers: await detail(context, accountId, mapped, page),
    next,
    directory,
  }
}

/** One claude user, with every change to whose they are. */
export const getClaudeUser = async (
  context: Context,
  viewer: Viewer,
  claudeUserId: ClaudeUserId,
): Promise<ClaudeUserResponse> => {
  await requireAdmin(context, viewer)
  const { accountId } = viewer
  const [mapped, changes] = await Promise.all([
    mapEveryone(context, accountId),
    context.storage.listLinkChanges(accountId, claudeUserId),
  ])
  const mapping = mapped.mappings.find(({ user }) => user.id === claudeUserId)
  const [detailed] = mapping ? await detail(context, accountId, mapped, [mapping]) : []
  if (!detailed) throw new ProblemError('not_found')
  return { ...detailed, changes: changes.map((change) => linkChangeOf(change, mapped.matcher)) }
}

/** Decides whose a claude user is, or takes the newest decision back. Their whole history moves with it, at once. */
export const decideLink = async (
  context: Context,
  viewer: Viewer,
  claudeUserId: ClaudeUserId,
  request: LinkRequest,
): Promise<ClaudeUserResponse> => {
  await requireAdmin(context, viewer)
  const { storage, clock, emailRules, logger } = context
  const { accountId, employeeId } = viewer
  const [latest] = await storage.latestLinkChanges(accountId, [claudeUserId])
  const decision = { claudeUserId, request, by: employeeId, at: clock.now(), latest, emailRules }
  await storage.decideLinks(accountId, (people) => changesByDecision(people, decision))
  logger.info('A link was decided', { accountId, claudeUserId, decision: request.decision })
  return await getClaudeUser(context, viewer, claudeUserId)
}

interface Mapped {
  readonly mappings: readonly Mapping[]
  readonly matcher: Matcher
  readonly employees: readonly Employee[]
  readonly on: Day
}

const mapEveryone = async ({ storage, clock, emailRules }: Context, accountId: AccountId): Promise<Mapped> => {
  const on = dayAt(clock.now())
  const [users, links, employees] = await Promise.all([
    storage.listClaudeUsers(accountId),
    storage.listLinks(accountId),
    storage.listEmployees(accountId),
  ])
  const matcher = createMatcher({ employees, on, rules: emailRules })
  const firstActive = await storage.firstActiveDays(accountId, withFormerOwners(users, matcher))
  const linkOf = new Map(links.map((link) => [link.claudeUserId, link]))
  return { mappings: mapClaudeUsers({ users, links: linkOf, matcher, firstActive }), matcher, employees, on }
}

const countStates = (mappings: readonly Mapping[]): Record<MappingState, number> => {
  const counts = Object.fromEntries(mappingStates.map((state) => [state, 0])) as Record<MappingState, number>
  for (const { state } of mappings) counts[state] += 1
  return counts
}

/** What of a claude user is searched: their address, and whom they are linked to. */
const textOf = ({ user, link }: Mapping, matcher: Matcher): string => {
  const employee = link?.employeeId ? matcher.employee(link.employeeId) : undefined
  return `${searchable(`${user.email ?? ''} ${user.id}`)} ${employee ? searchText(employee) : ''}`
}

/** Adds to those that are shown what takes a look into storage, or at everyone. */
const detail = async (
  { storage }: Context,
  accountId: AccountId,
  { matcher, employees, on }: Mapped,
  mappings: readonly Mapping[],
): Promise<ClaudeUserMapping[]> => {
  const ids = mappings.map(({ user }) => user.id)
  const [lastActive, changes] = await Promise.all([
    storage.lastActiveDays(accountId, ids),
    storage.latestLinkChanges(accountId, ids),
  ])
  const lastChanges = new Map(changes.map((change) => [change.claudeUserId, linkChangeOf(change, matcher)]))
  const suggestions = suggestEmployees({ mappings, employees, on })
  return mappings.map((mapping) => ({
    ...mappingOf(mapping, matcher),
    suggestions: suggestions.get(mapping.user.id) ?? [],
    lastActiveOn: lastActive.get(mapping.user.id) ?? null,
    lastChange: lastChanges.get(mapping.user.id) ?? null,
  }))
}
