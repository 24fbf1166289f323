import type { MappedClaudeUser } from '../contract/claude-users-response.ts'
import type { EmployeeChoice } from './employee.ts'
import type { EmployeeId } from './ids.ts'
import { createLinkRule, type LinkResult, type LinkRuleInput } from './link-rule.ts'
import type { Mapping, MappingReasonCode, MappingState } from './mapping.ts'
import { explainMapping } from './mapping-reasons.ts'
import type { Matcher } from './matcher.ts'

/** The input of `mapClaudeUsers`. */
export interface MappingInput extends Omit<LinkRuleInput, 'existing'> {
  /** The stored links by Claude user. */
  readonly links: LinkRuleInput['existing']
}

/**
 * Computes the mapping of every Claude user, in the given order. It creates no texts, so it is cheap for many Claude
 * users. `describeMapping` adds the texts to the mappings that are shown.
 */
export const mapClaudeUsers = ({ links, ...input }: MappingInput): Mapping[] => {
  const decideLink = createLinkRule({ ...input, existing: links })
  return input.users.map((user): Mapping => {
    const result = decideLink(user)
    return { user, link: result.link, ...computeState(result, input.matcher) }
  })
}

type StateWithReason = Pick<Mapping, 'state' | 'reason' | 'candidates'>

const computeState = (result: LinkResult, matcher: Matcher): StateWithReason => {
  const createState = (
    state: MappingState,
    reason: MappingReasonCode,
    candidates: readonly EmployeeId[] = [],
  ): StateWithReason => ({ state, reason, candidates })

  if (result.link === null) {
    const { outcome } = result
    if (outcome.kind === 'unmatched') return createState('unmatched', outcome.reason)
    return createState('conflict', outcome.reason, outcome.employeeIds)
  }

  const { link, outcome } = result
  const { employeeId, method, ignored } = link
  if (employeeId === null) return ignored ? createState('ignored', 'set_aside') : createState('unmatched', 'taken_off')
  const otherOwners = listOwners(outcome).filter((id) => id !== employeeId)
  if (!matcher.findEmployee(employeeId)) return createState('flagged', 'employee_gone', otherOwners)
  if (method === 'manual') return createState('matched', 'chosen')

  if (outcome.kind === 'matched' && outcome.employeeId === employeeId) return createState('matched', outcome.reason)
  if (!matcher.hasLeft(employeeId)) return createState('flagged', 'email_changed')
  if (outcome.kind === 'unmatched') return createState('flagged', 'employee_gone')
  return createState('flagged', 'address_passed_on', otherOwners)
}

/** Lists the employees who own the address or tie for it. */
const listOwners = (outcome: LinkResult['outcome']): readonly EmployeeId[] => {
  if (outcome.kind === 'unmatched') return []
  return outcome.kind === 'matched' ? [outcome.employeeId] : outcome.employeeIds
}

/**
 * Describes a mapping for the mapping list: adds the names of employees and a text for the reason. The omitted fields
 * come from storage and from `suggestEmployees`.
 */
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
    employee: link?.employeeId ? createEmployeeChoice(link.employeeId, matcher) : null,
    method: link?.method ?? null,
    candidates: candidates.map((id) => createEmployeeChoice(id, matcher)),
  }
}

/** Creates a choice. If the employee is no longer in the directory, their id is the name. */
const createEmployeeChoice = (id: EmployeeId, matcher: Matcher): EmployeeChoice => {
  const { name, emails, archivedOn } = matcher.findEmployee(id) ?? { name: id, emails: [], archivedOn: null }
  return { id, name, emails, archivedOn }
}
