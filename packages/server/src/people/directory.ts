import type { AccountId, Employee, EmployeeId } from '@windmill/claude-core'
import { kindOf } from '../kind-of.ts'
import { type DirectoryEntry, invalidDirectory, parseEntry } from './directory-entry.ts'

/** The host's directory. It is pulled at each sync, whole, or in pages where there are many. */
export interface Directory {
  readonly listEmployees: (
    accountId: AccountId,
  ) => Promise<readonly DirectoryEntry[]> | AsyncIterable<readonly DirectoryEntry[]> | readonly DirectoryEntry[]
}

/** Employees as they were handed over, each id once. */
export interface ReadDirectory {
  readonly employees: readonly Employee[]
  /** The ids that were there several times: the last one counts. */
  readonly repeated: readonly EmployeeId[]
}

/** Reads the host's directory. Throws what the host's code throws, or a `ConfigurationError` that names what is wrong. */
export const readDirectory = async (directory: Directory, accountId: AccountId): Promise<ReadDirectory> => {
  // The host's own code gives it, and that need not be typed.
  const listed: unknown = await directory.listEmployees(accountId)
  if (!isPaged(listed)) return parseEntries(listed)
  const entries: unknown[] = []
  for await (const page of listed) for (const entry of listOf(page, 'A page of the directory')) entries.push(entry)
  return parseEntries(entries)
}

/** @param given - Employees as the host gives them. Throws a `ConfigurationError` that names what is wrong. */
export const parseEntries = (given: unknown): ReadDirectory => {
  const employees = new Map<EmployeeId, Employee>()
  const repeated = new Set<EmployeeId>()
  let index = 0
  for (const entry of listOf(given, 'The directory')) {
    const employee = parseEntry(entry, index++)
    if (employees.has(employee.id)) repeated.add(employee.id)
    employees.set(employee.id, employee)
  }
  return { employees: [...employees.values()], repeated: [...repeated] }
}

const isPaged = (given: unknown): given is AsyncIterable<unknown> =>
  typeof given === 'object' && given !== null && Symbol.asyncIterator in given

const listOf = (given: unknown, what: string): Iterable<unknown> => {
  if (typeof given === 'object' && given !== null && Symbol.iterator in given) return given as Iterable<unknown>
  throw invalidDirectory(
    `${what} is ${kindOf(given)}, where a list of employees is expected: listEmployees gives a list, a promise of one, or ` +
      'an async iterable of pages, each of them a list.',
  )
}
