import type { MappedClaudeUser } from '../contract/claude-users-response.ts'
import type { EmployeeChoice } from './employee.ts'
import type { EmployeeId } from './ids.ts'
import { createLinkRule, type LinkResult, type LinkRuleInput } from './link-rule.ts'
import type { Mapping, MappingReasonCode, MappingState } from './mapping.ts'
import { explainMapping } from './mapping-reasons.ts'
import type { Matcher } from './matcher.ts'

export interface MappingInput extends Omit<LinkRuleInput, 'existing'> {
  /** As they are stored. */
  readonly links: LinkRuleInput['existing']
}
/** The state of every claude user, in the order given. Cheap: words are made by `mappingOf`, for those that are shown. */
export const mapClaudeUsers = ({ links, ...input }: MappingInput): Mapping[] => {
  const settle = createLinkRule({ ...input, existing: links })
  return input.users.map((user): Mapping => {
    const settled = settle(user)
    return { user, link: settled.link, ...stateOf(settled, input.matcher) }
  })
}
type State = Pick<Mapping, 'state' | 'reason' | 'candidates'>
const stateOf = (settled: LinkResult, matcher: Matcher): State => {
  const state = (state: MappingState, reason: MappingReasonCode, candidates: readonly EmployeeId[] = []) => ({
    state,
    reason,
    candidates,
  })
  if (settled.link === null) {
    const { outcome } = settled
    if (outcome.kind === 'unmatched') return state('unmatched', outcome.reason)
    return state('conflict', outcome.reason, outcome.employeeIds)
  }

  const { link, outcome } = settled
  const { employeeId, method, ignored } = link
  if (employeeId === null) return ignored ? state('ignored', 'set_aside') : state('unmatched', 'taken_off')
  const owners = ownersOf(outcome).filter((id) => id !== employeeId)
  if (!matcher.employee(employeeId)) return state('flagged', 'employee_gone', owners)
  if (method === 'manual') return state('matched', 'chosen')

  if (outcome.kind === 'matched' && outcome.employeeId === employeeId) return state('matched', outcome.reason)
  if (!matcher.hasLeft(employeeId)) return state('flagged', 'email_changed')
  if (outcome.kind === 'unmatched') return state('flagged', 'employee_gone')
  return state('flagged', 'address_passed_on', owners)
}
const ownersOf = (outcome: LinkResult['outcome']): readonly EmployeeId[] => {
  if (outcome.kind === 'unmatched') return []
  return outcome.kind === 'matched' ? [outcome.employeeId] : outcome.employeeIds
}
/** What the mapping list says of a claude user, but for what only storage and `suggestEmployees` know. */
export const describeMapping = (
  mapping: Mapping,
  matcher: Matcher,
): Omit<MappedClaudeUser, 'suggestions' | 'lastActiveOn' | 'lastChange'> => {
  const { user, state, reason, link, candidates } = mapping
  return {
    id: user.id,
    email: user.email,
    state,
    reason: { code: reason, message: explainMapping(mapping, matcher) },
    employee: link?.employeeId ? choiceOf(link.employeeId, matcher) : null,
    method: link?.method ?? null,
    candidates: candidates.map((id) => choiceOf(id, matcher)),
  }
}
/** Someone who is no longer in the directory goes by their id. */
const choiceOf = (id: EmployeeId, matcher: Matcher): EmployeeChoice => {
  const { name, emails, archivedOn } = matcher.employee(id) ?? { name: id, emails: [], archivedOn: null }
  return { id, name, emails, archivedOn }
}
