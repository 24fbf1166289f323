import type { Employee } from '@windmill/claude-core'
import { isStorableId } from '../storage/sanitize.ts'

/** Maximum number of attributes of an employee, and of different names in a directory. */
export const maxAttributes = 5
const maxNameLength = 60
const maxValueLength = 200

/** What `parseAttributes` requires, worded for error messages. */
export const attributesRequirement: string = `an object of at most ${maxAttributes} strings: names of 1 to ${maxNameLength} characters, values of at most ${maxValueLength}, without control characters`

/**
 * Validates the attributes of an employee. The host's code may be untyped. Names and values are trimmed and normalized,
 * so that equal values form one group. An empty value is left out.
 * @returns Null if the attributes are not valid.
 */
export const parseAttributes = (given: unknown): Employee['attributes'] | null => {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return null
  const attributes = new Map<string, string>()
  for (const [givenName, givenValue] of Object.entries(given)) {
    const [name, value] = [normalizeText(givenName), normalizeText(givenValue ?? '')]
    if (!name || name.length > maxNameLength || value === null || value.length > maxValueLength) return null
    if (attributes.has(name)) return null
    if (value !== '') attributes.set(name, value)
  }
  return attributes.size > maxAttributes ? null : Object.fromEntries(attributes)
}

/** Returns null for a value that is not a string, or that has a character which cannot be stored or shown. */
const normalizeText = (given: unknown): string | null => {
  if (typeof given !== 'string' || !isStorableId(given)) return null
  const text = given.normalize('NFC').trim()
  return /\p{Cc}/u.test(text) ? null : text
}
