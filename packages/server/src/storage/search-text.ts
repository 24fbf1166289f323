import type { Employee } from '@windmill/claude-core'
import { sanitizeText } from './sanitize.ts'

/** Folds text for searching: removes case, accents and compatibility variants of letters. */
export const foldForSearch = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

/** Builds the folded text of an employee that searches look into: the name, then the e-mails. */
export const buildSearchText = ({ name, emails }: Pick<Employee, 'name' | 'emails'>): string =>
  foldForSearch([name, ...emails].join(' '))

/** Splits a search into folded words. An employee matches if the search text contains every word. */
export const splitSearchWords = (search: string): readonly string[] =>
  foldForSearch(sanitizeText(search)).split(/\s+/).filter(Boolean)
