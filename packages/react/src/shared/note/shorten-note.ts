import { maxNoteLength, normalizeNote } from '@windmill/claude-core/internal'

/** Returns a note from the host as one line of at most `maxNoteLength` code points. Empty if there is none. */
export const shortenNote = (note: string | null | undefined): string =>
  [...normalizeNote(note ?? '')].slice(0, maxNoteLength).join('')
