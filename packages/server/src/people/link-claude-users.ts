import { type AccountId, type ClaudeUserId, type Day, dayAt, type EmailRules, type Link } from '@windmill/claude-core'
import { createMatcher, findUsersWithFormerOwners, type Matcher, reconcileLinks } from '@windmill/claude-core/internal'
import type { Clock } from '../clock.ts'
import type { EpochMilliseconds, LinkChanges, LinkDecision, StorageAdapter, StoredPeople } from '../storage/adapter.ts'

/** Dependencies of linking. */
export interface LinkingContext {
  readonly storage: StorageAdapter
  readonly clock: Clock
  readonly emailRules: EmailRules | undefined
}

/** Updates the links of all Claude users by the matching rules, from the stored directory and the usage read so far. */
export const linkClaudeUsers = async (
  { storage, clock, emailRules }: LinkingContext,
  accountId: AccountId,
): Promise<void> => {
  await storage.decideLinks(accountId, (people) =>
    planWithLinkRules(people, clock.now(), emailRules, (rules) => [rules.computeChanges(people.links)]),
  )
}

/** The matching rules, applied to all Claude users of an account. */
export interface LinkRules {
  /** Returns all links that the rules give, starting from `links`. */
  readonly reconcile: (links: readonly Link[]) => readonly Link[]
  /** Returns the changes that turn `links` into the reconciled links. */
  readonly computeChanges: (links: readonly Link[]) => LinkChanges
}

/**
 * Builds a storage decision from the matching rules. Storage first supplies the first active day of each Claude user
 * with the address of a former employee, since the rules depend on it.
 */
export const planWithLinkRules = (
  { claudeUsers, employees }: StoredPeople,
  at: EpochMilliseconds,
  emailRules: EmailRules | undefined,
  computeChanges: (rules: LinkRules) => readonly LinkChanges[],
): LinkDecision => {
  const matcher = createMatcher({ employees, on: dayAt(at), rules: emailRules })
  return {
    among: findUsersWithFormerOwners(claudeUsers, matcher),
    changes: (firstActive) => computeChanges(createLinkRules({ claudeUsers, matcher, firstActive, at })),
  }
}

interface LinkRulesInput extends Pick<StoredPeople, 'claudeUsers'>, Pick<LinkChanges, 'at'> {
  readonly matcher: Matcher
  readonly firstActive: ReadonlyMap<ClaudeUserId, Day>
}

const createLinkRules = ({ claudeUsers, matcher, firstActive, at }: LinkRulesInput): LinkRules => {
  const reconcile = (existing: ReadonlyMap<ClaudeUserId, Link>) =>
    reconcileLinks({ users: claudeUsers, existing, matcher, firstActive })
  return {
    reconcile: (links) => reconcile(indexByClaudeUser(links)),
    computeChanges: (links) => {
      const existing = indexByClaudeUser(links)
      const wanted = reconcile(existing)
      const linked = new Set(wanted.map(({ claudeUserId }) => claudeUserId))
      return {
        set: wanted.filter(({ claudeUserId, employeeId, method }) => {
          const before = existing.get(claudeUserId)
          return before?.employeeId !== employeeId || before.method !== method
        }),
        remove: claudeUsers.map(({ id }) => id).filter((id) => existing.has(id) && !linked.has(id)),
        by: null,
        at,
      }
    },
  }
}

const indexByClaudeUser = (links: readonly Link[]): ReadonlyMap<ClaudeUserId, Link> =>
  new Map(links.map((link) => [link.claudeUserId, link]))
