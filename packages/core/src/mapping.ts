import type { ClaudeUserId, EmployeeId } from './ids.ts'
import { explain } from './mapping-words.ts'
import type { ClaudeUser, Link, MappingReasonCode, MappingState, Matcher } from './matching.ts'
import type { ClaudeUserMapping, EmployeeChoice } from './people-responses.ts'
import { createAccountCheck } from './several-accounts.ts'

/** The states, in the order in which admins have to do with them. */
export const mappingStates: readonly MappingState[] = ['unmatched', 'conflict', 'flagged', 'ignored', 'matched']

/** How far whose a claude user is has been settled, in codes and ids. */
export interface Mapping {
  readonly user: ClaudeUser
  readonly state: MappingState
  readonly reason: MappingReasonCode
  /** As `reconcileLinks` would have it. */
  readonly link: Link | null
  /** Between whom the rules cannot decide, or whose the address is now. By id. */
  readonly candidates: readonly EmployeeId[]
}

export interface MappingInput {
  /** All claude users of the account. */
  readonly users: readonly ClaudeUser[]
  readonly links: ReadonlyMap<ClaudeUserId, Link>
  readonly matcher: Matcher
}

/** The state of every claude user, in the order given. Cheap: words are made by `mappingOf`, for those that are shown. */
export const mapClaudeUsers = ({ users, links, matcher }: MappingInput): Mapping[] => {
  const isOneOfSeveral = createAccountCheck(() => users, links, matcher)
  return users.map((user): Mapping => {
    const link = links.get(user.id) ?? null
    const settled = (state: MappingState, reason: MappingReasonCode, candidates: readonly EmployeeId[] = []) => ({
      user,
      state,
      reason,
      link: state === 'conflict' ? null : link,
      candidates,
    })

    if (link?.method === 'manual') {
      if (link.employeeId !== null) {
        return matcher.employee(link.employeeId) ? settled('matched', 'chosen') : settled('flagged', 'employee_gone')
      }
      return link.ignored ? settled('ignored', 'set_aside') : settled('unmatched', 'taken_off')
    }

    const outcome = matcher.match(user)
    const owners =
      outcome.kind === 'matched' ? [outcome.employeeId] : outcome.kind === 'conflict' ? outcome.employeeIds : []
    const linked = link?.employeeId ?? null
    if (linked !== null) {
      const others = owners.filter((id) => id !== linked)
      if (!matcher.employee(linked)) return settled('flagged', 'employee_gone', others)
      if (matcher.hasLeft(linked)) {
        if (others.length > 0) return settled('flagged', 'address_passed_on', others)
        if (!matcher.has(linked, user)) return settled('flagged', 'employee_gone')
      }
      if (outcome.kind === 'unmatched') return settled('flagged', 'email_changed')
    }
    if (outcome.kind === 'conflict') return settled('conflict', outcome.reason, owners)
    if (outcome.kind === 'unmatched') return settled('unmatched', outcome.reason)
    const { employeeId, method, reason, former } = outcome
    if (linked !== employeeId && isOneOfSeveral(user, outcome)) {
      return settled('conflict', 'several_accounts', [employeeId, ...former])
    }
    return { ...settled('matched', reason), link: { claudeUserId: user.id, employeeId, method, ignored: false } }
  })
}

/** What the mapping list says of a claude user, but for what only storage and `suggestEmployees` know. */
export const mappingOf = (
  mapping: Mapping,
  matcher: Matcher,
): Omit<ClaudeUserMapping, 'suggestions' | 'lastActiveOn' | 'lastChange'> => {
  const { user, state, reason, link, candidates } = mapping
  return {
    id: user.id,
    email: user.email,
    state,
    reason: { code: reason, message: explain(mapping, matcher) },
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
