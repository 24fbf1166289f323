import { isStorableId } from './storage/sanitize.ts'

/**
 * Returns whether a value can be the id of an account or an employee. It takes any value, because the host's code may
 * be untyped. The ids `.` and `..` are refused: a URL drops such path segments in any encoding, so a request about that
 * employee would reach another path.
 */
export const isId = (value: unknown): value is string =>
  typeof value === 'string' && !['', '.', '..'].includes(value) && isStorableId(value)

/** What `isId` requires, worded for error messages. */
export const idRequirement =
  'a string that is not empty, "." or ".." and holds neither U+0000 nor half a surrogate pair'
