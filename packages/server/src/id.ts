import { isStorableId } from './storage/input.ts'

/** Whether what the host's code gives, which need not be typed, can be the id of an account or an employee. */
export const isId = (value: unknown): value is string =>
  typeof value === 'string' && value !== '' && isStorableId(value)

/** What `isId` asks for, in words. */
export const anId = 'a text that is not empty and holds neither U+0000 nor half a surrogate pair'
