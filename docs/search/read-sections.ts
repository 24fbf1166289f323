import { basename } from 'node:path'
import { findGroup, getPageAddress, listPages, readMarkdown } from '../pages.ts'
import { type Section, splitSections } from './sections.ts'

/** Returns the sections of all pages that are written by hand. */
export const readSections = (): readonly Section[] =>
  listPages().flatMap((path) => {
    const { name, searchWeight } = findGroup(path)
    const url = `${getPageAddress(path)}.html`
    if (name !== 'Errors') return splitSections(readMarkdown(path), url, searchWeight)
    // The headings of error pages are the same on each of them, and people search for the code.
    return splitSections(readMarkdown(path), url, searchWeight, 1).map((section) => ({
      ...section,
      page: basename(path, '.md'),
    }))
  })
