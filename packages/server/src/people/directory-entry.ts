import { type Employee, employeeId, isDay } from '@windmill/claude-core'
import { ConfigurationError } from '../configuration-error.ts'
import { anId, isId } from '../id.ts'

/** An employee as the host hands them over. */
export interface DirectoryEntry {
  readonly id: string
  readonly name: string
  readonly emails: readonly string[]
  readonly managerId?: string | null
  /** `YYYY-MM-DD`, the day they left; null while they are here. */
  readonly archivedOn?: string | null
}

/** Checks what the host's code gives, which need not be typed. Throws a `ConfigurationError` that names what is wrong. */
export const parseEntry = (entry: unknown, index: number): Employee => {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry))
    throw invalidEntry(index, 'it', 'must be an object')
  const { id, name, emails, managerId, archivedOn } = entry as Readonly<Record<keyof DirectoryEntry, unknown>>
  if (!isId(id)) throw invalidEntry(index, 'id', `must be ${anId}`)
  if (typeof name !== 'string') throw invalidEntry(index, 'name', 'must be a text')
  if (!Array.isArray(emails) || emails.some((email) => typeof email !== 'string')) {
    throw invalidEntry(index, 'emails', 'must be a list of addresses')
  }
  if (managerId != null && !isId(managerId)) throw invalidEntry(index, 'managerId', `must be null or ${anId}`)
  if (archivedOn != null && !isDay(archivedOn)) throw invalidEntry(index, 'archivedOn', 'must be YYYY-MM-DD or null')
  return {
    id: employeeId(id),
    name,
    emails: emails.map(String),
    managerId: managerId == null ? null : employeeId(managerId),
    archivedOn: archivedOn ?? null,
  }
}

const invalidEntry = (index: number, field: string, why: string): ConfigurationError =>
  invalidDirectory(`Employee number ${index + 1} of the directory is not valid: ${field} ${why}.`)

/** @param what - What is wrong, in a sentence. */
export const invalidDirectory = (what: string): ConfigurationError =>
  new ConfigurationError(
    'directory_invalid',
    `${what} The directory that was stored before stays in use until this is corrected.`,
  )
