import { type Employee, employeeId, isDay } from '@windmill/claude-core'
import { splitEmails } from '@windmill/claude-core/internal'
import { ConfigurationError } from '../configuration-error.ts'
import { idRequirement, isId } from '../is-id.ts'

/** An employee in the form the host provides. */
export interface DirectoryEntry {
  /** The host's own id, unique within the account. It must stay the same while the employee exists. */
  readonly id: string
  /** The name that people see. */
  readonly name: string
  /**
   * All e-mail addresses of the employee, in any spelling: also with a name, with `SMTP:` or `mailto:`, and several in
   * one text. An address that cannot be used is a problem in the directory's status. The matching rules link a Claude
   * user who has one of these addresses to the employee.
   */
  readonly emails: readonly string[]
  /** Id of the direct manager, or null if there is none. `@default null` */
  readonly managerId?: string | null
  /** Day on which the employee leaves or left, as `YYYY-MM-DD`. Null if no such day is known. `@default null` */
  readonly archivedOn?: string | null
}

/**
 * Validates one directory entry and returns the employee. The host's code may be untyped.
 * @param index - Zero-based position in the directory; error messages count from 1.
 * @throws `ConfigurationError` `directory_invalid`, with a message that names the invalid field.
 */
export const parseEntry = (entry: unknown, index: number): Employee => {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry))
    throw createEntryError(index, 'it', 'must be an object')
  const { id, name, emails, managerId, archivedOn } = entry as Readonly<Record<keyof DirectoryEntry, unknown>>
  if (!isId(id)) throw createEntryError(index, 'id', `must be ${idRequirement}`)
  if (typeof name !== 'string') throw createEntryError(index, 'name', 'must be a text')
  if (!Array.isArray(emails) || emails.some((email) => typeof email !== 'string')) {
    throw createEntryError(index, 'emails', 'must be a list of addresses')
  }
  if (managerId != null && !isId(managerId))
    throw createEntryError(index, 'managerId', `must be null or ${idRequirement}`)
  if (archivedOn != null && !isDay(archivedOn))
    throw createEntryError(index, 'archivedOn', 'must be YYYY-MM-DD or null')
  return {
    id: employeeId(id),
    name,
    emails: emails.map(String).flatMap(splitEmails),
    managerId: managerId == null ? null : employeeId(managerId),
    archivedOn: archivedOn ?? null,
  }
}

const createEntryError = (index: number, field: string, requirement: string): ConfigurationError =>
  createDirectoryError(`Employee number ${index + 1} of the directory is not valid: ${field} ${requirement}.`)

/**
 * Creates the error for an invalid directory.
 * @param problem - A full sentence that says what is wrong.
 */
export const createDirectoryError = (problem: string): ConfigurationError =>
  new ConfigurationError(
    'directory_invalid',
    `${problem} The directory that was stored before stays in use until this is corrected.`,
  )
