import type { Employee } from '@windmill/claude-core'
import { storableText } from './input.ts'

/** Text as it is compared when searching: without case, accents and other variants of the same letters. */
export const searchable = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

/** What of an employee is searched: the name, then the e-mails. */
export const searchText = ({ name, emails }: Pick<Employee, 'name' | 'emails'>): string =>
  searchable([name, ...emails].join(' '))

/** The words that have to be found, each anywhere in the text. */
export const wordsOf = (search: string): readonly string[] =>
  searchable(storableText(search)).split(/\s+/).filter(Boolean)
