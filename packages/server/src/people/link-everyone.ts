import { type AccountId, createMatcher, dayAt, type EmailRules, reconcileLinks } from '@windmill/claude-core'
import type { Clock } from '../clock.ts'
import type { LinkChanges, Milliseconds, People, StorageAdapter } from '../storage/adapter.ts'

/** What linking stands on. */
export interface Linking {
  readonly storage: StorageAdapter
  readonly clock: Clock
  readonly emailRules: EmailRules | undefined
}

/** Brings the links of all claude users up to date with the stored directory, by the rules. */
export const linkEveryone = async ({ storage, clock, emailRules }: Linking, accountId: AccountId): Promise<void> => {
  await storage.decideLinks(accountId, (people) => [changesByRules(people, clock.now(), emailRules)])
}

/** What makes everyone's links as the rules have them. */
export const changesByRules = (
  { claudeUsers, employees, links }: People,
  at: Milliseconds,
  emailRules: EmailRules | undefined,
): LinkChanges => {
  const matcher = createMatcher({ employees, on: dayAt(at), rules: emailRules })
  const existing = new Map(links.map((link) => [link.claudeUserId, link]))
  const wanted = reconcileLinks({ users: claudeUsers, existing, matcher })
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
}
