import type { Day } from '../time/day.ts'
import type { ClaudeUser } from './claude-user.ts'
import { createEmailKeyFunction, createEmailKeyParser, type EmailRules, removePlusTag } from './email-rules.ts'
import { type Employee, isArchived } from './employee.ts'
import type { EmployeeId } from './ids.ts'
import type { LinkMethod } from './link.ts'
import { normalizeEmail } from './normalize-email.ts'

/** The owner of a Claude user's address, by the directory and the e-mail rules. Existing links do not matter. */
export type MatchOutcome =
  | {
      readonly kind: 'matched'
      readonly employeeId: EmployeeId
      readonly method: Exclude<LinkMethod, 'manual'>
      readonly reason: 'same_email' | 'alias_domain' | 'plus_tag'
      /**
       * Former owners of the address: employees who have left and match at the same level as the owner, exactly or by a
       * rule. Sorted by id. Empty if the owner has left too.
       */
      readonly formerOwnerIds: readonly EmployeeId[]
    }
  | {
      readonly kind: 'conflict'
      /** The employees who tie for the address, sorted by id. */
      readonly employeeIds: readonly EmployeeId[]
      readonly reason: 'several_active' | 'several_archived'
    }
  | { readonly kind: 'unmatched'; readonly reason: 'no_email' | 'not_an_address' | 'nobody_has_it' }

/** The input of `createMatcher`. */
export interface MatcherInput {
  readonly employees: readonly Employee[]
  /** The current day. An employee with an archived date on or before it has left. */
  readonly on: Day
  /** By default, only equal addresses match. */
  readonly rules?: EmailRules | undefined
}

/** A directory indexed by e-mail address. */
export interface Matcher {
  /** Finds the owner of a Claude user's address. */
  readonly match: (user: ClaudeUser) => MatchOutcome
  /**
   * Returns everyone who has a Claude user's address, including those who have left: all who have exactly this address
   * or, if there are none, all who match by a rule. Sorted by id.
   */
  readonly listOwners: (user: ClaudeUser) => readonly EmployeeId[]
  /** Finds an employee in the directory. */
  readonly findEmployee: (employeeId: EmployeeId) => Employee | undefined
  /** Whether an employee is archived or no longer in the directory. Many hosts remove employees who leave. */
  readonly hasLeft: (employeeId: EmployeeId) => boolean
  /** Returns a key that is equal for all matching addresses; null without a valid address. */
  readonly getEmailKey: (user: Pick<ClaudeUser, 'email'>) => string | null
}

/**
 * Creates a matcher that finds the owner of a Claude user's e-mail address:
 *
 * 1. Employees with exactly this address take precedence over employees with an address that matches only by a rule.
 * 2. Among these, current employees take precedence over employees who have left.
 * 3. If several remain, they tie: the outcome is a conflict.
 *
 * The outcome does not depend on the order of the employees.
 */
export const createMatcher = ({ employees, on, rules = {} }: MatcherInput): Matcher => {
  const computeEmailKey = createEmailKeyFunction(rules)
  const employeesById = new Map(employees.map((employee) => [employee.id, employee]))
  const ownersByKey = groupOwnersByKey(employees, computeEmailKey)
  const getAddress = ({ email }: Pick<ClaudeUser, 'email'>) => (email === null ? null : normalizeEmail(email))
  const parseEmailKey = createEmailKeyParser(rules)
  const getEmailKey = ({ email }: Pick<ClaudeUser, 'email'>) => (email === null ? null : parseEmailKey(email))
  const hasLeft = (id: EmployeeId) => {
    const employee = employeesById.get(id)
    return employee === undefined || isArchived(employee, on)
  }

  const findOwners = (address: string) => {
    const matchingOwners = ownersByKey.get(computeEmailKey(address)) ?? []
    const exactOwners = matchingOwners.filter((owner) => owner.address === address)
    const ownerIds = [...new Set((exactOwners.length > 0 ? exactOwners : matchingOwners).map(({ id }) => id))].sort()
    return { matchingOwners, exactOwners, ownerIds }
  }

  const match = (user: ClaudeUser): MatchOutcome => {
    const address = getAddress(user)
    if (address === null) return { kind: 'unmatched', reason: user.email === null ? 'no_email' : 'not_an_address' }
    const { matchingOwners, exactOwners, ownerIds } = findOwners(address)
    const currentIds = ownerIds.filter((id) => !hasLeft(id))
    const formerIds = ownerIds.filter(hasLeft)
    const [employeeId, ...otherIds] = currentIds.length > 0 ? currentIds : formerIds
    if (employeeId === undefined) return { kind: 'unmatched', reason: 'nobody_has_it' }
    if (otherIds.length > 0) {
      const reason = currentIds.length > 0 ? 'several_active' : 'several_archived'
      return { kind: 'conflict', employeeIds: [employeeId, ...otherIds], reason }
    }
    const formerOwnerIds = formerIds.filter((id) => id !== employeeId)
    const matched = { kind: 'matched', employeeId, formerOwnerIds } as const
    if (exactOwners.length > 0) return { ...matched, method: 'email', reason: 'same_email' }
    const isPlusTagMatch = matchingOwners.some(
      (owner) => owner.id === employeeId && removePlusTag(owner.address) === removePlusTag(address),
    )
    return { ...matched, method: 'alias', reason: isPlusTagMatch ? 'plus_tag' : 'alias_domain' }
  }

  const listOwners = (user: ClaudeUser) => {
    const address = getAddress(user)
    return address === null ? [] : findOwners(address).ownerIds
  }

  return { match, listOwners, findEmployee: (id) => employeesById.get(id), hasLeft, getEmailKey }
}

/** An employee's id with one of their normalized addresses. */
interface AddressOwner {
  readonly id: EmployeeId
  readonly address: string
}

const groupOwnersByKey = (
  employees: readonly Employee[],
  computeEmailKey: (address: string) => string,
): ReadonlyMap<string, readonly AddressOwner[]> => {
  const ownersByKey = new Map<string, AddressOwner[]>()
  for (const { id, emails } of employees) {
    for (const email of emails) {
      const address = normalizeEmail(email)
      if (address === null) continue
      const key = computeEmailKey(address)
      const owners = ownersByKey.get(key)
      if (owners) owners.push({ id, address })
      else ownersByKey.set(key, [{ id, address }])
    }
  }
  return ownersByKey
}
