import type { Day } from './day.ts'
import { normalizeEmail } from './email.ts'
import { createEmailKey, type EmailRules, withoutPlusTag } from './email-rules.ts'
import { type Employee, isArchived } from './employee.ts'
import type { ClaudeUserId, EmployeeId } from './ids.ts'

/** A person as Claude's API knows them. */
export interface ClaudeUser {
  readonly id: ClaudeUserId
  /** Null while the API has not given one. */
  readonly email: string | null
}

export type LinkMethod = 'email' | 'alias' | 'manual'

/** Says that a claude user is an employee, or by an admin's decision (`manual`) nobody. */
export interface Link {
  readonly claudeUserId: ClaudeUserId
  /** Null only for a manual link. */
  readonly employeeId: EmployeeId | null
  readonly method: LinkMethod
  /** An admin said that this is nobody in the directory, and needs no more attention. Only where nobody is linked. */
  readonly ignored: boolean
}

/** How far whose a claude user is has been settled. */
export type MappingState = 'unmatched' | 'conflict' | 'flagged' | 'ignored' | 'matched'

/** Why a claude user is in their state: a code, and what stands behind it in words. */
export interface MappingReason {
  readonly code: MappingReasonCode
  readonly message: string
}

export type MappingReasonCode =
  // matched
  | 'same_email'
  | 'alias_domain'
  | 'plus_tag'
  | 'chosen'
  // unmatched
  | 'no_email'
  | 'not_an_address'
  | 'nobody_has_it'
  | 'taken_off'
  // conflict
  | 'several_active'
  | 'several_archived'
  | 'several_accounts'
  // flagged: linked, but worth a look
  | 'email_changed'
  | 'address_passed_on'
  | 'employee_gone'
  // ignored
  | 'set_aside'

/** Why someone is suggested for a claude user. */
export type SuggestionReason = 'same_local_part' | 'alias_domain' | 'plus_tag' | 'similar_name' | 'similar_address'

/** Whose a claude user's address is, by the rules alone. */
export type MatchOutcome =
  | {
      readonly kind: 'matched'
      readonly employeeId: EmployeeId
      readonly method: Exclude<LinkMethod, 'manual'>
      readonly reason: 'same_email' | 'alias_domain' | 'plus_tag'
      /** Who has the address too, but has left. By id. */
      readonly former: readonly EmployeeId[]
    }
  /** Several employees have the address, and nothing says which of them it is. By id. */
  | {
      readonly kind: 'conflict'
      readonly employeeIds: readonly EmployeeId[]
      readonly reason: 'several_active' | 'several_archived'
    }
  | { readonly kind: 'unmatched'; readonly reason: 'no_email' | 'not_an_address' | 'nobody_has_it' }

export interface MatcherInput {
  readonly employees: readonly Employee[]
  /** The day that says who has left. */
  readonly on: Day
  readonly rules?: EmailRules | undefined
}

/** A directory, arranged by address. */
export interface Matcher {
  readonly match: (user: ClaudeUser) => MatchOutcome
  /** Whether an employee has the address of a claude user, or one that the rules take for the same. */
  readonly has: (employeeId: EmployeeId, user: ClaudeUser) => boolean
  readonly employee: (employeeId: EmployeeId) => Employee | undefined
  readonly hasLeft: (employeeId: EmployeeId) => boolean
  /** The same for all claude users whose addresses are one by the rules; null without an address. */
  readonly keyOf: (user: ClaudeUser) => string | null
}

/**
 * Finds employees by e-mail. An equal address comes before one that only a rule takes for the same, and among those who
 * have it an active employee before an archived one. Two active ones, or two archived ones, are a conflict. No outcome depends on the
 * order of the employees.
 */
export const createMatcher = ({ employees, on, rules = {} }: MatcherInput): Matcher => {
  const byId = new Map(employees.map((employee) => [employee.id, employee]))
  const emailKey = createEmailKey(rules)
  const byAddress = new Map<string, Set<EmployeeId>>()
  const byKey = new Map<string, Set<EmployeeId>>()
  for (const { id, emails } of employees) {
    for (const email of emails) {
      const address = normalizeEmail(email)
      if (address === null) continue
      add(byAddress, address, id)
      add(byKey, emailKey(address), id)
    }
  }
  const hasLeft = (id: EmployeeId) => {
    const employee = byId.get(id)
    return employee !== undefined && isArchived(employee, on)
  }

  const match = ({ email }: ClaudeUser): MatchOutcome => {
    const address = email === null ? null : normalizeEmail(email)
    if (address === null) return { kind: 'unmatched', reason: email === null ? 'no_email' : 'not_an_address' }
    const equal = byAddress.get(address)
    const owners = [...(equal ?? byKey.get(emailKey(address)) ?? [])].sort()
    const active = owners.filter((id) => !hasLeft(id))
    const former = owners.filter(hasLeft)
    const candidates = active.length > 0 ? active : former
    const [employeeId] = candidates
    if (employeeId === undefined) return { kind: 'unmatched', reason: 'nobody_has_it' }
    if (candidates.length > 1) {
      return {
        kind: 'conflict',
        employeeIds: candidates,
        reason: active.length > 0 ? 'several_active' : 'several_archived',
      }
    }
    const others = former.filter((id) => id !== employeeId)
    if (equal) return { kind: 'matched', employeeId, method: 'email', reason: 'same_email', former: others }
    const sameDomain = byId.get(employeeId)?.emails.some((own) => isTagged(normalizeEmail(own), address))
    return {
      kind: 'matched',
      employeeId,
      method: 'alias',
      reason: sameDomain ? 'plus_tag' : 'alias_domain',
      former: others,
    }
  }

  const keyOf = ({ email }: ClaudeUser) => {
    const address = email === null ? null : normalizeEmail(email)
    return address && emailKey(address)
  }
  return {
    match,
    keyOf,
    has: (id, user) => byKey.get(keyOf(user) ?? '')?.has(id) === true,
    employee: (id) => byId.get(id),
    hasLeft,
  }
}

const add = (owners: Map<string, Set<EmployeeId>>, key: string, id: EmployeeId): void => {
  const known = owners.get(key)
  if (known) known.add(id)
  else owners.set(key, new Set([id]))
}

/** Whether two addresses are one but for what follows a plus. */
const isTagged = (a: string | null, b: string): boolean => a !== null && withoutPlusTag(a) === withoutPlusTag(b)
