import {
  type AccountId,
  type ClaudeUserId,
  createMatcher,
  type Day,
  dayAt,
  type EmailRules,
  type Link,
  type Matcher,
  reconcileLinks,
  withFormerOwners,
} from '@windmill/claude-core'
import type { Clock } from '../clock.ts'
import type { LinkChanges, LinkDecision, Milliseconds, People, StorageAdapter } from '../storage/adapter.ts'

/** What linking stands on. */
export interface Linking {
  readonly storage: StorageAdapter
  readonly clock: Clock
  readonly emailRules: EmailRules | undefined
}

/** Brings the links of all claude users up to date with the stored directory and what was read so far, by the rules. */
export const linkEveryone = async ({ storage, clock, emailRules }: Linking, accountId: AccountId): Promise<void> => {
  await storage.decideLinks(accountId, (people) =>
    decideByRules(people, clock.now(), emailRules, (rules) => [rules.changes(people.links)]),
  )
}

/** The rules over everyone, from whom and from when they are known. */
export interface RulesOverEveryone {
  /** Everyone's links as the rules would have them, where they are `links`. */
  readonly reconcile: (links: readonly Link[]) => readonly Link[]
  /** What brings the links from `links` to that. */
  readonly changes: (links: readonly Link[]) => LinkChanges
}

/** A decision that rests on the rules: also on when those were first active whose address someone had who has left. */
export const decideByRules = (
  { claudeUsers, employees }: People,
  at: Milliseconds,
  emailRules: EmailRules | undefined,
  changesOf: (rules: RulesOverEveryone) => readonly LinkChanges[],
): LinkDecision => {
  const matcher = createMatcher({ employees, on: dayAt(at), rules: emailRules })
  return {
    among: withFormerOwners(claudeUsers, matcher),
    changes: (firstActive) => changesOf(rulesOver({ claudeUsers, matcher, firstActive, at })),
  }
}

interface Known extends Pick<People, 'claudeUsers'>, Pick<LinkChanges, 'at'> {
  readonly matcher: Matcher
  readonly firstActive: ReadonlyMap<ClaudeUserId, Day>
}

const rulesOver = ({ claudeUsers, matcher, firstActive, at }: Known): RulesOverEveryone => {
  const reconcile = (existing: ReadonlyMap<ClaudeUserId, Link>) =>
    reconcileLinks({ users: claudeUsers, existing, matcher, firstActive })
  return {
    reconcile: (links) => reconcile(byClaudeUser(links)),
    changes: (links) => {
      const existing = byClaudeUser(links)
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

const byClaudeUser = (links: readonly Link[]): ReadonlyMap<ClaudeUserId, Link> =>
  new Map(links.map((link) => [link.claudeUserId, link]))
