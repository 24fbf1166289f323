import type { Day } from './day.ts'
import { normalizeEmail } from './email.ts'
import { type Employee, isArchived } from './employee.ts'
import type { ClaudeUserId, EmployeeId } from './ids.ts'

/** A person as Claude's API knows them. */
export interface ClaudeUser {
  readonly id: ClaudeUserId
  /** Null while the API has not given one. */
  readonly email: string | null
}

export type LinkMethod = 'email' | 'alias' | 'manual'

/** Says that a claude user is an employee. */
export interface Link {
  readonly claudeUserId: ClaudeUserId
  readonly employeeId: EmployeeId
  readonly method: LinkMethod
}

export type MatchOutcome =
  | { readonly kind: 'matched'; readonly employeeId: EmployeeId }
  /** Several employees have the address, and nothing says which of them it is. */
  | { readonly kind: 'conflict'; readonly employeeIds: readonly EmployeeId[] }
  | { readonly kind: 'unmatched' }

/**
 * Finds employees by e-mail. An active employee comes before an archived one, so that an address that was given to
 * a new hire is theirs; two active ones, or two archived ones, are a conflict. The outcome does not depend on the order of
 * the employees.
 */
export const createMatcher = (employees: readonly Employee[], on: Day): ((user: ClaudeUser) => MatchOutcome) => {
  const byEmail = new Map<string, Set<Employee>>()
  for (const employee of employees) {
    for (const email of employee.emails) {
      const key = normalizeEmail(email)
      if (!key) continue
      const owners = byEmail.get(key) ?? new Set()
      byEmail.set(key, owners.add(employee))
    }
  }
  return (user) => {
    const key = user.email === null ? null : normalizeEmail(user.email)
    const owners = [...((key && byEmail.get(key)) || [])]
    const active = owners.filter((employee) => !isArchived(employee, on))
    const candidates = active.length > 0 ? active : owners
    const [first] = candidates
    if (!first) return { kind: 'unmatched' }
    if (candidates.length === 1) return { kind: 'matched', employeeId: first.id }
    return { kind: 'conflict', employeeIds: candidates.map(({ id }) => id).sort() }
  }
}

/**
 * The links as they should be, given those that are. A manual link stays. Any other follows the e-mail; where it
 * matches nobody any more, the link stays as it was, so that a changed address in Claude loses nothing. A conflict ends
 * a link, because it may be the wrong person's.
 */
export const reconcileLinks = (
  users: readonly ClaudeUser[],
  employees: readonly Employee[],
  existing: readonly Link[],
  on: Day,
): Link[] => {
  const match = createMatcher(employees, on)
  const known = new Set(employees.map(({ id }) => id))
  const linkOf = new Map(existing.map((link) => [link.claudeUserId, link]))
  return users.flatMap((user): Link[] => {
    const current = linkOf.get(user.id)
    if (current?.method === 'manual') return [current]
    const outcome = match(user)
    if (outcome.kind === 'matched') {
      return [{ claudeUserId: user.id, employeeId: outcome.employeeId, method: 'email' }]
    }
    if (outcome.kind === 'conflict') return []
    return current && known.has(current.employeeId) ? [current] : []
  })
}
