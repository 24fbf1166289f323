import { type Employee, employeeId, isDay } from '@windmill/claude-core'
import { ConfigurationError } from '../configuration-error.ts'
import { idRequirement, isId } from '../id.ts'

/** An employee in the form the host provides. */
export interface DirectoryEntry {
  /** The host's own id, unique within the account. It must stay the same while the employee exists. */
  readonly id: string
  readonly name: string
  /** All addresses of the employee, in any case. A Claude user with one of them is linked to the employee. */
  readonly emails: readonly string[]
  /** Id of the direct manager. `@default null`: no manager */
  readonly managerId?: string | null
  /** Day on which the employee left, as `YYYY-MM-DD`. `@default null`: still employed */
  readonly archivedOn?: string | null
}

/**
 * Validates one directory entry. The host's code may be untyped.
 * @param index - Zero-based position in the directory; error messages count from 1.
 * @throws `ConfigurationError` `directory_invalid` naming the invalid field.
 */
export const parseEntry = (entry: unknown, index: number): Employee => {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry))
    throw invalidEntry(index, 'it', 'must be an object')
  const { id, name, emails, managerId, archivedOn } = entry as Readonly<Record<keyof DirectoryEntry, unknown>>
  if (!isId(id)) throw invalidEntry(index, 'id', `must be ${idRequirement}`)
  if (typeof name !== 'string') throw invalidEntry(index, 'name', 'must be a text')
  if (!Array.isArray(emails) || emails.some((email) => typeof email !== 'string')) {
    throw invalidEntry(index, 'emails', 'must be a list of addresses')
  }
  if (managerId != null && !isId(managerId)) throw invalidEntry(index, 'managerId', `must be null or ${idRequirement}`)
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

/**
 * Builds the error for an invalid directory.
 * @param problem - A full sentence that says what is wrong.
 */
export const invalidDirectory = (problem: string): ConfigurationError =>
  new ConfigurationError(
    'directory_invalid',
    `${problem} The directory that was stored before stays in use until this is corrected.`,
  )
