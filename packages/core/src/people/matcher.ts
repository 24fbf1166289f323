import type { Day } from '../time/day.ts'
import type { ClaudeUser } from './claude-user.ts'
import { normalizeEmail } from './email.ts'
import { createEmailKey, type EmailRules, withoutPlusTag } from './email-rules.ts'
import { type Employee, isArchived } from './employee.ts'
import type { EmployeeId } from './ids.ts'
import type { LinkMethod } from './link.ts'

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
  readonly employee: (employeeId: EmployeeId) => Employee | undefined
  /** Whether someone is archived, or is not in the directory (any more): many hosts remove those who leave. */
  readonly hasLeft: (employeeId: EmployeeId) => boolean
  /** The same for all claude users whose addresses are one by the rules; null without an address. */
  readonly keyOf: (user: ClaudeUser) => string | null
}

/**
 * Finds employees by e-mail. An equal address comes before one that only a rule takes for the same, and among those who
 * have it an active employee before an archived one. Two active ones, or two archived ones, are a conflict. No outcome
 * depends on the order of the employees.
 */
export const createMatcher = ({ employees, on, rules = {} }: MatcherInput): Matcher => {
  const emailKey = createEmailKey(rules)
  const byId = new Map(employees.map((employee) => [employee.id, employee]))
  const byKey = addressesByKey(employees, emailKey)
  const addressOf = ({ email }: ClaudeUser) => (email === null ? null : normalizeEmail(email))
  const keyOf = (user: ClaudeUser) => {
    const address = addressOf(user)
    return address && emailKey(address)
  }
  const hasLeft = (id: EmployeeId) => {
    const employee = byId.get(id)
    return employee === undefined || isArchived(employee, on)
  }

  const match = (user: ClaudeUser): MatchOutcome => {
    const address = addressOf(user)
    if (address === null) return { kind: 'unmatched', reason: user.email === null ? 'no_email' : 'not_an_address' }
    const alike = byKey.get(emailKey(address)) ?? []
    const equal = alike.filter((owner) => owner.address === address)
    const owners = [...new Set((equal.length > 0 ? equal : alike).map(({ id }) => id))].sort()
    const active = owners.filter((id) => !hasLeft(id))
    const former = owners.filter(hasLeft)
    const [employeeId, ...others] = active.length > 0 ? active : former
    if (employeeId === undefined) return { kind: 'unmatched', reason: 'nobody_has_it' }
    if (others.length > 0) {
      const reason = active.length > 0 ? 'several_active' : 'several_archived'
      return { kind: 'conflict', employeeIds: [employeeId, ...others], reason }
    }
    const matched = { kind: 'matched', employeeId, former: former.filter((id) => id !== employeeId) } as const
    if (equal.length > 0) return { ...matched, method: 'email', reason: 'same_email' }
    const isTagged = alike.some((owner) => owner.id === employeeId && isSameButForTag(owner.address, address))
    return { ...matched, method: 'alias', reason: isTagged ? 'plus_tag' : 'alias_domain' }
  }

  return {
    match,
    keyOf,
    employee: (id) => byId.get(id),
    hasLeft,
  }
}

interface Owner {
  readonly id: EmployeeId
  readonly address: string
}

const addressesByKey = (
  employees: readonly Employee[],
  emailKey: (address: string) => string,
): ReadonlyMap<string, readonly Owner[]> => {
  const byKey = new Map<string, Owner[]>()
  for (const { id, emails } of employees) {
    for (const email of emails) {
      const address = normalizeEmail(email)
      if (address === null) continue
      const key = emailKey(address)
      const owners = byKey.get(key)
      if (owners) owners.push({ id, address })
      else byKey.set(key, [{ id, address }])
    }
  }
  return byKey
}

const isSameButForTag = (a: string, b: string): boolean => withoutPlusTag(a) === withoutPlusTag(b)
