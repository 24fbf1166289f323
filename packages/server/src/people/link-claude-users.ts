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

/**
 * Applies the matching rules to all Claude users of an account, with the stored directory and usage, and saves the
 * links.
 */
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
  /** Returns all links that the rules give if `links` exist before. */
  readonly reconcile: (links: readonly Link[]) => readonly Link[]
  /** Returns the changes that turn `links` into the reconciled links. */
  readonly computeChanges: (links: readonly Link[]) => LinkChanges
}

/**
 * Creates a link decision for storage from the matching rules. Storage first looks up the first active day of each
 * Claude user with the address of a former employee, since the rules depend on that day.
 * @param computeChanges - Returns the changes to save, in order, given the rules.
 */
export const planWithLinkRules = (
  { claudeUsers, employees }: StoredPeople,
  at: EpochMilliseconds,
  emailRules: EmailRules | undefined,
  computeChanges: (rules: LinkRules) => readonly LinkChanges[],
): LinkDecision => {
  const matcher = createMatcher({ employees, on: dayAt(at), rules: emailRules })
  return {
    claudeUserIds: findUsersWithFormerOwners(claudeUsers, matcher),
    decideChanges: (firstActive) => computeChanges(createLinkRules({ claudeUsers, matcher, firstActive, at })),
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
      const reconciled = reconcile(existing)
      const linkedIds = new Set(reconciled.map(({ claudeUserId }) => claudeUserId))
      return {
        set: reconciled.filter(({ claudeUserId, employeeId, method }) => {
          const before = existing.get(claudeUserId)
          return before?.employeeId !== employeeId || before.method !== method
        }),
        remove: claudeUsers.map(({ id }) => id).filter((id) => existing.has(id) && !linkedIds.has(id)),
        by: null,
        at,
      }
    },
  }
}

const indexByClaudeUser = (links: readonly Link[]): ReadonlyMap<ClaudeUserId, Link> =>
  new Map(links.map((link) => [link.claudeUserId, link]))
