import type { ClaudeUser, Employee } from '@windmill/claude-core'
import { foldSearchText } from '@windmill/claude-core/internal'
import { sanitizeText } from './sanitize.ts'

/** Builds the text in which searches look for an employee: the folded name, then the folded e-mails. */
export const buildSearchText = ({ name, emails }: Pick<Employee, 'name' | 'emails'>): string =>
  foldSearchText([name, ...emails].join(' '))

/** Builds the text in which searches look for a Claude user: the folded address, then the folded id. */
export const buildUserSearchText = ({ email, id }: ClaudeUser): string => foldSearchText(`${email ?? ''} ${id}`)

/**
 * Splits a search into folded words. A search finds an employee if their text from `buildSearchText` contains every
 * word.
 */
export const splitSearchWords = (search: string): readonly string[] =>
  foldSearchText(sanitizeText(search)).split(/\s+/).filter(Boolean)
