/** Maximum length of a note, in Unicode code points. */
export const maxNoteLength = 280

/**
 * Returns a note as one line of plain text. Line breaks, control characters and lone surrogates become spaces. The
 * result can be longer than `maxNoteLength`.
 */
export const normalizeNote = (text: string): string => text.replace(/[\s\p{Cc}\p{Cs}]+/gu, ' ').trim()

/** Counts the Unicode code points of a text, as PostgreSQL's `char_length` does. An emoji can have several. */
export const countCodePoints = (text: string): number => [...text].length
