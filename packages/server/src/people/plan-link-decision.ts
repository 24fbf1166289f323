import { type ClaudeUserId, type EmailRules, employeeId, type LinkRequest } from '@windmill/claude-core'
import { ProblemError } from '../problem-error.ts'
import type {
  EpochMilliseconds,
  LinkChangeRecord,
  LinkChanges,
  LinkDecision,
  LinkState,
  StoredPeople,
} from '../storage/adapter.ts'
import { isSameState } from '../storage/is-same-state.ts'
import { type LinkRules, planWithLinkRules } from './link-claude-users.ts'

/** An admin's decision about one Claude user. */
export interface LinkDecisionInput {
  readonly claudeUserId: ClaudeUserId
  readonly request: LinkRequest
  /** The admin who decided. */
  readonly by: NonNullable<LinkChanges['by']>
  readonly at: EpochMilliseconds
  /** The newest change to the Claude user's link, if there is one. */
  readonly latest: LinkChangeRecord | undefined
  readonly emailRules: EmailRules | undefined
}

/**
 * Creates a link decision for storage from an admin's decision. Its first change is the decided link. The second has
 * what the rules then change about other links, for example that of another Claude user with the same address.
 *
 * The `changes` of the returned decision throws `ProblemError` `not_found`, `employee_unknown` or `nothing_to_undo`.
 */
export const planLinkDecision = (people: StoredPeople, decision: LinkDecisionInput): LinkDecision => {
  const { claudeUserId, by, at, emailRules } = decision
  return planWithLinkRules(people, at, emailRules, (rules) => {
    const nextState = computeNextState(people, decision, rules)
    const link = nextState && { claudeUserId, ...nextState }
    const otherLinks = people.links.filter((other) => other.claudeUserId !== claudeUserId)
    return {
      links: link ? [...otherLinks, link] : otherLinks,
      changes: [{ set: link ? [link] : [], remove: link ? [] : [claudeUserId], by, at }],
    }
  })
}

/** Returns the state of the Claude user's link after the decision. */
const computeNextState = (
  people: StoredPeople,
  { claudeUserId, request, latest }: LinkDecisionInput,
  rules: LinkRules,
): LinkState => {
  if (!people.claudeUsers.some(({ id }) => id === claudeUserId)) throw new ProblemError('not_found')

  /** Returns the state that the rules give the link if it was `from` before. */
  const computeStateByRules = (from: LinkState): LinkState => {
    const otherLinks = people.links.filter((link) => link.claudeUserId !== claudeUserId)
    const mappings = rules.applyTo(from ? [...otherLinks, { claudeUserId, ...from }] : otherLinks)
    const link = mappings.find(({ user }) => user.id === claudeUserId)?.link
    return link ? { employeeId: link.employeeId, method: link.method, ignored: link.ignored } : null
  }

  switch (request.decision) {
    case 'link': {
      const chosen = employeeId(request.employeeId)
      if (!people.employees.some(({ id }) => id === chosen)) {
        throw new ProblemError('employee_unknown', { field: 'employeeId' })
      }
      return { employeeId: chosen, method: 'manual', ignored: false }
    }
    case 'unlink':
      return { employeeId: null, method: 'manual', ignored: false }
    case 'ignore':
      return { employeeId: null, method: 'manual', ignored: true }
    case 'automatic':
      return computeStateByRules(null)
    case 'undo': {
      const link = people.links.find((candidate) => candidate.claudeUserId === claudeUserId) ?? null
      // Another admin may have changed the link after `latest` was read.
      if (!latest || latest.by === null || !isSameState(link, latest.to)) throw new ProblemError('nothing_to_undo')
      return latest.from?.method === 'manual' ? latest.from : computeStateByRules(latest.from)
    }
  }
}
