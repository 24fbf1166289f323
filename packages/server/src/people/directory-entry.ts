import { type Employee, employeeId, isDay, type Participation, participations } from '@windmill/claude-core'
import { splitEmails } from '@windmill/claude-core/internal'
import { ConfigurationError } from '../configuration-error.ts'
import { idRequirement, isId } from '../is-id.ts'
import { attributesRequirement, parseAttributes } from './parse-attributes.ts'

/** An employee in the form the host provides. */
export interface DirectoryEntry {
  /** The host's own id, unique within the account. It must stay the same while the employee exists. */
  readonly id: string
  /** The name that people see. */
  readonly name: string
  /**
   * All e-mail addresses of the employee. An entry may include a name, may begin with `SMTP:` or `mailto:`, and may
   * have several addresses. An address that cannot be used is a problem in the directory's status. The matching rules
   * link a Claude user who has one of these addresses to the employee.
   */
  readonly emails: readonly string[]
  /** Id of the direct manager, or null if there is none. `@default null` */
  readonly managerId?: string | null
  /** Day on which the employee leaves or left, as `YYYY-MM-DD`. Null if no such day is known. `@default null` */
  readonly archivedOn?: string | null
  /**
   * First day of employment, as `YYYY-MM-DD`. Before this day, the employee is in no count of people. Null if the day
   * is not known. `@default null`
   */
  readonly startedOn?: string | null
  /**
   * At most five strings that describe the employee, such as `{ department: 'Sales' }`. You choose the names. Adoption
   * can be grouped by them. A whole directory has at most five names, each of at most 60 characters. A value has at
   * most 200 characters. An empty value or null is left out. `@default {}`
   */
  readonly attributes?: Readonly<Record<string, string | null | undefined>> | null
  /**
   * How the employee takes part. `included`: the figures are shown to those who may see the employee. `totals`: only
   * the employee sees the figures, and the figures count only in the published totals. `excluded`: nothing about the
   * employee's usage is kept. `@default 'included'`
   */
  readonly participation?: Participation | null
}

/**
 * Validates one directory entry and returns the employee. The host's code may be untyped.
 * @param index - Zero-based position in the directory; error messages count from 1.
 * @throws `ConfigurationError` `directory_invalid`, with a message that names the invalid field.
 */
export const parseEntry = (entry: unknown, index: number): Employee => {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry))
    throw createEntryError(index, 'it', 'must be an object')
  const { id, name, emails, managerId, archivedOn, startedOn, attributes, participation } = entry as Readonly<
    Record<keyof DirectoryEntry, unknown>
  >
  if (!isId(id)) throw createEntryError(index, 'id', `must be ${idRequirement}`)
  if (typeof name !== 'string') throw createEntryError(index, 'name', 'must be a string')
  if (!Array.isArray(emails) || emails.some((email) => typeof email !== 'string')) {
    throw createEntryError(index, 'emails', 'must be an array of addresses')
  }
  if (managerId != null && !isId(managerId))
    throw createEntryError(index, 'managerId', `must be null or ${idRequirement}`)
  if (archivedOn != null && !isDay(archivedOn))
    throw createEntryError(index, 'archivedOn', 'must be YYYY-MM-DD or null')
  if (startedOn != null && !isDay(startedOn)) throw createEntryError(index, 'startedOn', 'must be YYYY-MM-DD or null')
  const parsedAttributes = parseAttributes(attributes ?? {})
  if (parsedAttributes === null) throw createEntryError(index, 'attributes', `must be ${attributesRequirement}`)
  // An unknown word must not become the default, since it may mean that nothing is to be shown.
  if (participation != null && !isParticipation(participation))
    throw createEntryError(index, 'participation', `must be ${participationRequirement}`)
  return {
    id: employeeId(id),
    name,
    emails: emails.map(String).flatMap(splitEmails),
    managerId: managerId == null ? null : employeeId(managerId),
    archivedOn: archivedOn ?? null,
    startedOn: startedOn ?? null,
    attributes: parsedAttributes,
    participation: participation ?? 'included',
  }
}

/** Whether a value is a participation. The host's code may be untyped. */
export const isParticipation = (value: unknown): value is Participation =>
  participations.some((participation) => participation === value)

/** What `isParticipation` requires, worded for error messages. */
export const participationRequirement = '"included", "totals" or "excluded"'

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
