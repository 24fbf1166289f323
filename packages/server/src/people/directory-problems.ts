import {
  type Day,
  type DirectoryProblem,
  type Employee,
  type EmployeeId,
  isArchived,
  normalizeEmail,
} from '@windmill/claude-core'
import { findManagerCycles } from '@windmill/claude-core/internal'

/**
 * Finds the directory errors that keep people from being matched or seen, worst first: shared addresses, cycles of
 * managers, unknown managers. The result does not depend on the order of the employees.
 */
export const findDirectoryProblems = (employees: readonly Employee[], on: Day): DirectoryProblem[] => {
  const inOrder = employees.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  return [...findSharedEmails(inOrder, on), ...findCyclicManagers(inOrder), ...findUnknownManagers(inOrder)]
}

/** Describes an employee id that occurs more than once in the directory. */
export const createRepeatedIdProblem = (employeeId: EmployeeId): DirectoryProblem => ({
  code: 'id_repeated',
  employeeId,
  message: `The directory has several people with the id ${employeeId}. The last of them is taken, the others are not.`,
})

/**
 * Finds addresses shared by several active employees, or by several archived ones if no active employee has them. An
 * address that passed from a former employee to an active one is no problem: the matching rules handle it.
 */
const findSharedEmails = (employees: readonly Employee[], on: Day): DirectoryProblem[] => {
  const owners = new Map<string, Set<Employee>>()
  for (const employee of employees) {
    for (const email of employee.emails) {
      const address = normalizeEmail(email)
      if (address !== null) owners.set(address, (owners.get(address) ?? new Set()).add(employee))
    }
  }
  return [...owners].flatMap(([address, all]): DirectoryProblem[] => {
    const active = [...all].filter((employee) => !isArchived(employee, on))
    const [first, ...others] = active.length > 0 ? active : [...all]
    if (!first || others.length === 0) return []
    const message =
      `Their address ${address} is also that of ${formatIds(others.map(({ id }) => id))}. ` +
      'Whoever uses Claude with it is linked to nobody until an admin chooses.'
    return [{ code: 'email_shared', employeeId: first.id, message }]
  })
}

const findCyclicManagers = (employees: readonly Employee[]): DirectoryProblem[] =>
  findManagerCycles(new Map(employees.map((employee) => [employee.id, employee]))).flatMap(
    ([first, ...others]): DirectoryProblem[] => {
      if (first === undefined) return []
      const ids = [first, ...others]
      const named = ids.length > maxNamedIds ? [...ids.slice(0, maxNamedIds), '…', first] : [...ids, first]
      const message =
        `Their line of managers comes back to them: ${named.join(' → ')}. ` +
        'Nobody on it counts as above the others until this is corrected.'
      return [{ code: 'manager_cycle', employeeId: first, message }]
    },
  )

const findUnknownManagers = (employees: readonly Employee[]): DirectoryProblem[] => {
  const known = new Set(employees.map(({ id }) => id))
  return employees.flatMap(({ id, managerId }): DirectoryProblem[] => {
    if (managerId === null || known.has(managerId)) return []
    const message = `Their manager ${managerId} is not in the directory, so only they and admins can see their figures.`
    return [{ code: 'manager_unknown', employeeId: id, message }]
  })
}

/** Maximum number of ids in a message. */
const maxNamedIds = 5

const formatIds = (ids: readonly string[]): string => {
  const more = ids.length - maxNamedIds
  return more > 0 ? `${ids.slice(0, maxNamedIds).join(', ')} and ${more} more` : ids.join(', ')
}
