import {
  type AccountId,
  type ClaudeUser,
  type ClaudeUserId,
  dayAt,
  type EmailRules,
  type EmployeeId,
  type Link,
} from '@windmill/claude-core'
import { createMatcher, findUsersWithFormerOwners, type Mapping, mapClaudeUsers } from '@windmill/claude-core/internal'
import type { EpochMilliseconds, LinkChanges, LinkDecision, StoredPeople } from '../storage/adapter.ts'
import { excludeClaudeUsers } from './exclude-claude-users.ts'
import { findAddressMarkChanges, findProtectedUsers } from './find-address-marks.ts'
import { findProtectionChanges } from './find-protection-changes.ts'
import type { LinkingContext } from './linking-context.ts'

/**
 * Applies the matching rules to all Claude users of an account, with the stored directory and usage, and saves the
 * links and mappings.
 */
export const linkClaudeUsers = (context: LinkingContext, accountId: AccountId): Promise<void> =>
  saveLinks(context, accountId, (people) => {
    const given = { links: people.links, changes: [] }
    return planWithLinkRules(people, context.clock.now(), context.emailRules, () => given)
  })

/**
 * Decides links and saves them. Then excludes the Claude users of excluded employees, and readmits the Claude users who
 * belong to another employee now.
 */
export const saveLinks = async (
  context: LinkingContext,
  accountId: AccountId,
  decide: (people: StoredPeople) => LinkDecision,
): Promise<void> => {
  let claudeUsers: readonly ClaudeUser[] = []
  await context.storage.decideLinks(accountId, (people) => {
    claudeUsers = people.claudeUsers
    return decide(people)
  })
  await excludeClaudeUsers(context, accountId, claudeUsers)
}

/** The matching rules, applied to all Claude users of an account. */
export interface LinkRules {
  /**
   * Returns everyone who has a Claude user's address, including those who have left. Returns nobody if everyone with
   * the address has left.
   */
  readonly listOwnersOfActiveAddress: (user: ClaudeUser) => readonly EmployeeId[]
  /** Returns everyone who has a Claude user's address, including those who have left. */
  readonly listOwners: (user: ClaudeUser) => readonly EmployeeId[]
  readonly isProtected: (user: ClaudeUser) => boolean
  /** Returns the mapping of every Claude user, starting from `links`. Each mapping has the link that the rules give. */
  readonly applyTo: (links: readonly Link[]) => readonly Mapping[]
}

/** What was decided before the rules apply: the links that the rules start from, and the changes that led to them. */
export interface GivenLinks {
  readonly links: readonly Link[]
  readonly changes: readonly LinkChanges[]
}

/**
 * Creates a link decision for storage from the matching rules. Storage first looks up the first active day of each
 * Claude user with the address of a former employee, since the rules depend on that day.
 * @param decideLinks - Decides before the rules apply. The changes that the rules then make are saved after the changes
 *   that this function returns.
 */
export const planWithLinkRules = (
  people: StoredPeople,
  at: EpochMilliseconds,
  emailRules: EmailRules | undefined,
  decideLinks: (rules: LinkRules) => GivenLinks,
): LinkDecision => {
  const { claudeUsers, employees, conflicts } = people
  const matcher = createMatcher({ employees, on: dayAt(at), rules: emailRules })
  const addressMarks = findAddressMarkChanges(people, matcher)
  const protectedUsers = findProtectedUsers(people, addressMarks, matcher)
  return {
    claudeUserIds: findUsersWithFormerOwners(claudeUsers, matcher),
    decideChanges(firstActive) {
      const rules: LinkRules = {
        listOwnersOfActiveAddress(user) {
          const ids = matcher.listOwners(user)
          return ids.some((id) => !matcher.hasLeft(id)) ? ids : []
        },
        listOwners: matcher.listOwners,
        isProtected: ({ id }) => protectedUsers.has(id),
        applyTo: (links) =>
          mapClaudeUsers({
            users: claudeUsers,
            links: indexByClaudeUser(links),
            matcher,
            firstActive,
            protectedUsers,
            conflicts,
          }),
      }
      const { links, changes } = decideLinks(rules)
      const mappings = rules.applyTo(links)
      return {
        changes: [...changes, computeChanges(mappings, indexByClaudeUser(links), at)],
        mappings,
        ...findProtectionChanges(mappings, matcher, protectedUsers, people),
        addressMarks,
      }
    },
  }
}

/** Returns the changes that turn the existing links into the links of the mappings. */
const computeChanges = (
  mappings: readonly Mapping[],
  existing: ReadonlyMap<ClaudeUserId, Link>,
  at: EpochMilliseconds,
): LinkChanges => ({
  set: mappings.flatMap(({ link }) => {
    const before = link && existing.get(link.claudeUserId)
    return link && (before?.employeeId !== link.employeeId || before.method !== link.method) ? [link] : []
  }),
  remove: mappings.flatMap(({ user, link }) => (!link && existing.has(user.id) ? [user.id] : [])),
  by: null,
  at,
})

const indexByClaudeUser = (links: readonly Link[]): ReadonlyMap<ClaudeUserId, Link> =>
  new Map(links.map((link) => [link.claudeUserId, link]))
