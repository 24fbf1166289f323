import type { AccountId, Employee, EmployeeId } from '@windmill/claude-core'
import { describeValue } from '../describe-value.ts'
import { createDirectoryError, type DirectoryEntry, parseEntry } from './directory-entry.ts'

/** The host's employee directory. Each sync reads all of it. */
export interface Directory {
  /**
   * Returns all employees of an account: a list, a promise of a list, or an async iterable of pages for a large
   * directory.
   */
  readonly listEmployees: (
    accountId: AccountId,
  ) => Promise<readonly DirectoryEntry[]> | AsyncIterable<readonly DirectoryEntry[]> | readonly DirectoryEntry[]
}

/** Validated employees, one per id. */
export interface ParsedDirectory {
  readonly employees: readonly Employee[]
  /** Ids that occurred more than once. The last entry wins. */
  readonly repeatedIds: readonly EmployeeId[]
}

/**
 * Reads and validates the host's directory.
 * @throws `ConfigurationError` `directory_invalid`, with a message that names the invalid value. Errors of the host's
 * code are passed on.
 */
export const readDirectory = async (directory: Directory, accountId: AccountId): Promise<ParsedDirectory> => {
  // The host's code may be untyped.
  const listed: unknown = await directory.listEmployees(accountId)
  if (!isAsyncIterable(listed)) return parseEntries(listed)
  const entries: unknown[] = []
  for await (const page of listed)
    for (const entry of requireIterable(page, 'A page of the directory')) entries.push(entry)
  return parseEntries(entries)
}

/**
 * Validates employees from the host.
 * @param given - Should be a list of entries. The host's code may be untyped.
 * @throws `ConfigurationError` `directory_invalid`, with a message that names the invalid value.
 */
export const parseEntries = (given: unknown): ParsedDirectory => {
  const employees = new Map<EmployeeId, Employee>()
  const repeatedIds = new Set<EmployeeId>()
  let index = 0
  for (const entry of requireIterable(given, 'The directory')) {
    const employee = parseEntry(entry, index++)
    if (employees.has(employee.id)) repeatedIds.add(employee.id)
    employees.set(employee.id, employee)
  }
  return { employees: [...employees.values()], repeatedIds: [...repeatedIds] }
}

const isAsyncIterable = (given: unknown): given is AsyncIterable<unknown> =>
  typeof given === 'object' && given !== null && Symbol.asyncIterator in given

const requireIterable = (given: unknown, label: string): Iterable<unknown> => {
  if (typeof given === 'object' && given !== null && Symbol.iterator in given) return given as Iterable<unknown>
  throw createDirectoryError(
    `${label} is ${describeValue(given)}, where a list of employees is expected: listEmployees gives a list, a promise of one, or ` +
      'an async iterable of pages, each of them a list.',
  )
}
