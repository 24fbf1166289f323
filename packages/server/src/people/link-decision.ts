import { type ClaudeUserId, type EmailRules, employeeId, type LinkRequest } from '@windmill/claude-core'
import { ProblemError } from '../problem-error.ts'
import type {
  LinkChangeRecord,
  LinkChanges,
  LinkDecision,
  LinkState,
  Milliseconds,
  People,
} from '../storage/adapter.ts'
import { decideByRules, type RulesOverEveryone } from './link-everyone.ts'

export interface Decision {
  readonly claudeUserId: ClaudeUserId
  readonly request: LinkRequest
  readonly by: NonNullable<LinkChanges['by']>
  readonly at: Milliseconds
  /** The newest change to the claude user's link, where there was one. */
  readonly latest: LinkChangeRecord | undefined
  readonly emailRules: EmailRules | undefined
}

/**
 * What an admin's decision changes, and what the rules change after it: whose other claude users with the same address are
 * may depend on it. Throws a `ProblemError`.
 */
export const changesByDecision = (people: People, decision: Decision): LinkDecision => {
  const { claudeUserId, by, at, emailRules } = decision
  return decideByRules(people, at, emailRules, (rules) => {
    const to = decide(people, decision, rules)
    const link = to && { claudeUserId, ...to }
    const others = people.links.filter((one) => one.claudeUserId !== claudeUserId)
    return [
      { set: link ? [link] : [], remove: link ? [] : [claudeUserId], by, at },
      rules.changes(link ? [...others, link] : others),
    ]
  })
}

const decide = (people: People, { claudeUserId, request, latest }: Decision, rules: RulesOverEveryone): LinkState => {
  if (!people.claudeUsers.some(({ id }) => id === claudeUserId)) throw new ProblemError('not_found')

  /** What the rules make of the claude user where their link was `from`. */
  const byRules = (from: LinkState): LinkState => {
    const others = people.links.filter((link) => link.claudeUserId !== claudeUserId)
    const links = rules.reconcile(from ? [...others, { claudeUserId, ...from }] : others)
    const link = links.find((one) => one.claudeUserId === claudeUserId)
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
      return byRules(null)
    case 'undo': {
      const link = people.links.find((one) => one.claudeUserId === claudeUserId) ?? null
      // Someone else may have decided since the latest change was looked up.
      if (!latest || latest.by === null || !isSame(link, latest.to)) throw new ProblemError('nothing_to_undo')
      return latest.from?.method === 'manual' ? latest.from : byRules(latest.from)
    }
  }
}

const isSame = (a: LinkState, b: LinkState): boolean =>
  a?.employeeId === b?.employeeId && a?.method === b?.method && a?.ignored === b?.ignored
