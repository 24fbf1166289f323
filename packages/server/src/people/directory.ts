import { type AccountId, type Employee, employeeId, isDay } from '@windmill/claude-core'
import { ConfigurationError } from '../configuration-error.ts'
import type { StorageAdapter } from '../storage/adapter.ts'

/** An employee as the host hands them over. */
export interface DirectoryEntry {
  readonly id: string
  readonly name: string
  readonly emails: readonly string[]
  readonly managerId?: string | null
  /** `YYYY-MM-DD`, the day they left; null while they are here. */
  readonly archivedOn?: string | null
}

/** The host's directory. It is pulled at each sync, whole, or in pages where there are many. */
export interface Directory {
  readonly listEmployees: (
    accountId: AccountId,
  ) => Promise<readonly DirectoryEntry[]> | AsyncIterable<readonly DirectoryEntry[]> | readonly DirectoryEntry[]
}

/** Pulls the host's directory and stores it. Throws a `ConfigurationError` that names the entry and field that is wrong. */
export const refreshDirectory = async (
  directory: Directory,
  storage: StorageAdapter,
  accountId: AccountId,
): Promise<void> => {
  const employees = new Map<string, Employee>()
  const listed = directory.listEmployees(accountId)
  const pages = Symbol.asyncIterator in listed ? listed : [await listed]
  let index = 0
  for await (const page of pages) {
    for (const entry of page) {
      const employee = parseEntry(entry, index)
      if (employees.has(employee.id)) throw invalid(index, 'id', `"${employee.id}" is there twice`)
      employees.set(employee.id, employee)
      index += 1
    }
  }
  await storage.replaceDirectory(accountId, [...employees.values()])
}

const parseEntry = (entry: DirectoryEntry, index: number): Employee => {
  const { id, name, emails, managerId = null, archivedOn = null } = entry
  if (typeof id !== 'string' || id === '') throw invalid(index, 'id', 'must be a text that is not empty')
  if (typeof name !== 'string') throw invalid(index, 'name', 'must be a text')
  if (!Array.isArray(emails) || emails.some((email) => typeof email !== 'string')) {
    throw invalid(index, 'emails', 'must be a list of addresses')
  }
  if (managerId !== null && typeof managerId !== 'string') throw invalid(index, 'managerId', 'must be an id or null')
  if (archivedOn !== null && !isDay(archivedOn)) throw invalid(index, 'archivedOn', 'must be YYYY-MM-DD or null')
  return { id: employeeId(id), name, emails, managerId: managerId === null ? null : employeeId(managerId), archivedOn }
}

const invalid = (index: number, field: string, why: string): ConfigurationError =>
  new ConfigurationError(
    'directory_invalid',
    `Employee number ${index + 1} of the directory is not valid: ${field} ${why}. The directory that was stored before stays in use until this is corrected.`,
  )
