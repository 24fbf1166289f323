import type { Day } from '../time/day.ts'
import type { ClaudeUser } from './claude-user.ts'
import { normalizeEmail } from './email.ts'
import { createEmailKey, type EmailRules, withoutPlusTag } from './email-rules.ts'
import { type Employee, isArchived } from './employee.ts'
import type { EmployeeId } from './ids.ts'
import type { LinkMethod } from './link.ts'

/** The owner of a Claude user's address, by the directory and the e-mail rules alone. */
export type MatchOutcome =
  | {
      readonly kind: 'matched'
      readonly employeeId: EmployeeId
      readonly method: Exclude<LinkMethod, 'manual'>
      readonly reason: 'same_email' | 'alias_domain' | 'plus_tag'
      /** Employees who also have the address but have left, sorted by id. */
      readonly former: readonly EmployeeId[]
    }
  /** Employees who tie for the address, sorted by id. */
  | {
      readonly kind: 'conflict'
      readonly employeeIds: readonly EmployeeId[]
      readonly reason: 'several_active' | 'several_archived'
    }
  | { readonly kind: 'unmatched'; readonly reason: 'no_email' | 'not_an_address' | 'nobody_has_it' }

export interface MatcherInput {
  readonly employees: readonly Employee[]
  /** The day as of which employees count as archived. */
  readonly on: Day
  readonly rules?: EmailRules | undefined
}

/** A directory indexed by e-mail address. */
export interface Matcher {
  readonly match: (user: ClaudeUser) => MatchOutcome
  readonly findEmployee: (employeeId: EmployeeId) => Employee | undefined
  /** Whether an employee is archived or no longer in the directory. Many hosts remove employees who leave. */
  readonly hasLeft: (employeeId: EmployeeId) => boolean
  /** Returns a key that is equal for Claude users with matching addresses by the rules; null without a valid address. */
  readonly getEmailKey: (user: ClaudeUser) => string | null
}

/**
 * Creates a matcher that finds the employee with a Claude user's e-mail address:
 *
 * 1. Employees with exactly this address take precedence over those with an address that only matches by a rule.
 * 2. Among them, active employees take precedence over those who have left.
 * 3. If several remain, they tie: a conflict.
 *
 * The outcome does not depend on the order of the employees.
 */
export const createMatcher = ({ employees, on, rules = {} }: MatcherInput): Matcher => {
  const toEmailKey = createEmailKey(rules)
  const employeesById = new Map(employees.map((employee) => [employee.id, employee]))
  const ownersByKey = groupOwnersByKey(employees, toEmailKey)
  const getAddress = ({ email }: ClaudeUser) => (email === null ? null : normalizeEmail(email))
  const getEmailKey = (user: ClaudeUser) => {
    const address = getAddress(user)
    return address && toEmailKey(address)
  }
  const hasLeft = (id: EmployeeId) => {
    const employee = employeesById.get(id)
    return employee === undefined || isArchived(employee, on)
  }

  const match = (user: ClaudeUser): MatchOutcome => {
    const address = getAddress(user)
    if (address === null) return { kind: 'unmatched', reason: user.email === null ? 'no_email' : 'not_an_address' }
    const ruleOwners = ownersByKey.get(toEmailKey(address)) ?? []
    const exactOwners = ruleOwners.filter((owner) => owner.address === address)
    const ownerIds = [...new Set((exactOwners.length > 0 ? exactOwners : ruleOwners).map(({ id }) => id))].sort()
    const active = ownerIds.filter((id) => !hasLeft(id))
    const former = ownerIds.filter(hasLeft)
    const [employeeId, ...others] = active.length > 0 ? active : former
    if (employeeId === undefined) return { kind: 'unmatched', reason: 'nobody_has_it' }
    if (others.length > 0) {
      const reason = active.length > 0 ? 'several_active' : 'several_archived'
      return { kind: 'conflict', employeeIds: [employeeId, ...others], reason }
    }
    const matched = { kind: 'matched', employeeId, former: former.filter((id) => id !== employeeId) } as const
    if (exactOwners.length > 0) return { ...matched, method: 'email', reason: 'same_email' }
    const differsOnlyByTag = ruleOwners.some(
      (owner) => owner.id === employeeId && withoutPlusTag(owner.address) === withoutPlusTag(address),
    )
    return { ...matched, method: 'alias', reason: differsOnlyByTag ? 'plus_tag' : 'alias_domain' }
  }

  return { match, findEmployee: (id) => employeesById.get(id), hasLeft, getEmailKey }
}

/** An employee's id with one of their normalized addresses. */
interface AddressOwner {
  readonly id: EmployeeId
  readonly address: string
}

const groupOwnersByKey = (
  employees: readonly Employee[],
  toEmailKey: (address: string) => string,
): ReadonlyMap<string, readonly AddressOwner[]> => {
  const ownersByKey = new Map<string, AddressOwner[]>()
  for (const { id, emails } of employees) {
    for (const email of emails) {
      const address = normalizeEmail(email)
      if (address === null) continue
      const key = toEmailKey(address)
      const owners = ownersByKey.get(key)
      if (owners) owners.push({ id, address })
      else ownersByKey.set(key, [{ id, address }])
    }
  }
  return ownersByKey
}
