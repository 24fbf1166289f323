import type { AccountId, Employee, EmployeeId } from '@windmill/claude-core'
import { type DirectoryEntry, parseEntry } from './directory-entry.ts'

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
  const listed = directory.listEmployees(accountId)
  const pages = Symbol.asyncIterator in listed ? listed : [await listed]
  const entries: DirectoryEntry[] = []
  for await (const page of pages) for (const entry of page) entries.push(entry)
  return parseEntries(entries)
}

export const parseEntries = (entries: readonly DirectoryEntry[]): ReadDirectory => {
  const employees = new Map<EmployeeId, Employee>()
  const repeated = new Set<EmployeeId>()
  for (const [index, entry] of entries.entries()) {
    const employee = parseEntry(entry, index)
    if (employees.has(employee.id)) repeated.add(employee.id)
    employees.set(employee.id, employee)
  }
  return { employees: [...employees.values()], repeated: [...repeated] }
}
