import {
  type Day,
  type DirectoryProblem,
  type Employee,
  type EmployeeId,
  isArchived,
  normalizeEmail,
} from '@windmill/claude-core'
import { findManagerCycles, isOtherKindOfAddress } from '@windmill/claude-core/internal'
import { formatIds, maxNamedIds } from './format-ids.ts'

/**
 * Finds the errors in a directory that keep people from being matched or seen on day `on`, worst first: shared
 * addresses, cycles of managers, unknown managers, unusable addresses, days in the wrong order. The result does not
 * depend on the order of the employees.
 */
export const findDirectoryProblems = (employees: readonly Employee[], on: Day): DirectoryProblem[] => {
  const sortedEmployees = employees.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  return [
    ...findSharedEmails(sortedEmployees, on),
    ...findCyclicManagers(sortedEmployees),
    ...findUnknownManagers(sortedEmployees),
    ...findUnusableEmails(sortedEmployees),
    ...findReversedDays(sortedEmployees),
  ]
}

/** Creates the problem of an employee id that occurs more than once in the directory. */
export const createRepeatedIdProblem = (employeeId: EmployeeId): DirectoryProblem => ({
  code: 'id_repeated',
  employeeId,
  message: `The directory has several people with the id ${employeeId}. Only the last of them is used.`,
})

/**
 * Finds addresses that several employees share on day `on`. If any of the employees still works there, former employees
 * do not count: an address that passed from a former employee to a current one is no problem, since the matching rules
 * handle this case.
 */
const findSharedEmails = (employees: readonly Employee[], on: Day): DirectoryProblem[] => {
  const owners = new Map<string, Set<Employee>>()
  for (const employee of employees) {
    for (const email of employee.emails) {
      const address = normalizeEmail(email)
      if (address !== null) owners.set(address, (owners.get(address) ?? new Set()).add(employee))
    }
  }
  return [...owners].flatMap(([address, allOwners]): DirectoryProblem[] => {
    const currentOwners = [...allOwners].filter((employee) => !isArchived(employee, on))
    const [first, ...others] = currentOwners.length > 0 ? currentOwners : [...allOwners]
    if (!first || others.length === 0) return []
    const message =
      `Their address ${address} is also that of ${formatIds(others.map(({ id }) => id))}. ` +
      'A Claude user with it is linked to nobody until an admin decides.'
    return [{ code: 'email_shared', employeeId: first.id, message }]
  })
}

const findCyclicManagers = (employees: readonly Employee[]): DirectoryProblem[] =>
  findManagerCycles(new Map(employees.map((employee) => [employee.id, employee]))).flatMap(
    ([first, ...others]): DirectoryProblem[] => {
      if (first === undefined) return []
      const ids = [first, ...others]
      const shownIds = ids.length > maxNamedIds ? [...ids.slice(0, maxNamedIds), '…', first] : [...ids, first]
      const message =
        `They are in a cycle of managers: ${shownIds.join(' → ')}. ` +
        'Nobody in it counts as a manager of the others until this is corrected.'
      return [{ code: 'manager_cycle', employeeId: first, message }]
    },
  )

const findUnknownManagers = (employees: readonly Employee[]): DirectoryProblem[] => {
  const knownIds = new Set(employees.map(({ id }) => id))
  return employees.flatMap(({ id, managerId }): DirectoryProblem[] => {
    if (managerId === null || knownIds.has(managerId)) return []
    const message = `Their manager ${managerId} is not in the directory, so only they and admins can see their figures.`
    return [{ code: 'manager_unknown', employeeId: id, message }]
  })
}

/**
 * Finds employees with an e-mail address that cannot be used. Exchange lists other kinds of addresses beside the e-mail
 * addresses, so an address of another kind is a problem only for an employee who has no usable address.
 */
const findUnusableEmails = (employees: readonly Employee[]): DirectoryProblem[] =>
  employees.flatMap(({ id, emails }): DirectoryProblem[] => {
    const unusable = emails.filter((email) => normalizeEmail(email) === null)
    const hasUsable = unusable.length < emails.length
    const [first, ...others] = hasUsable ? unusable.filter((email) => !isOtherKindOfAddress(email)) : unusable
    if (first === undefined) return []
    const more = others.length > 0 ? ` and ${others.length} more` : ''
    const message =
      `Their address “${showText(first)}”${more} cannot be used, so a Claude user with it is not matched. ` +
      'Each entry must be one e-mail address, such as ada@example.com.'
    return [{ code: 'email_unusable', employeeId: id, message }]
  })

/** Finds employees who left before their first day. An employee who came back may still have the old day of leaving. */
const findReversedDays = (employees: readonly Employee[]): DirectoryProblem[] =>
  employees.flatMap(({ id, startedOn, archivedOn }): DirectoryProblem[] => {
    if (startedOn === null || archivedOn === null || startedOn <= archivedOn) return []
    const message =
      `They start on ${startedOn}, after they left on ${archivedOn}, so they count as having left, and none of their ` +
      'days counts. Correct one of the two days.'
    return [{ code: 'days_reversed', employeeId: id, message }]
  })

/** Maximum number of characters of an unusable address in a message. */
const maxShownCharacters = 60

/** Makes a string safe to show: short, and with a placeholder for each invisible character. */
const showText = (text: string): string => {
  const characters = [...text.replace(/[\p{C}\p{DI}\p{Zl}\p{Zp}]/gu, '�')]
  return characters.length > maxShownCharacters
    ? `${characters.slice(0, maxShownCharacters).join('')}…`
    : characters.join('')
}
