import { isStorableId } from './storage/sanitize.ts'

/** Returns whether a value can be the id of an account or an employee. The host's code may be untyped. */
export const isId = (value: unknown): value is string =>
  typeof value === 'string' && value !== '' && isStorableId(value)

/** What `isId` requires, worded for error messages. */
export const idRequirement = 'a text that is not empty and holds neither U+0000 nor half a surrogate pair'
