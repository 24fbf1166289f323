import { normalizeEmail } from './normalize-email.ts'

/**
 * Splits a text with several e-mail addresses, such as a cell of a spreadsheet. The parts are as they were written. Returns the
 * whole text if it is one address, or if not every part is an address: a part of an unclear text could be someone else's.
 */
export const splitEmails = (text: string): readonly string[] => {
  if (normalizeEmail(text) !== null) return [text]
  for (const separator of [/[;,|\n]/, /[;,|\s]+/]) {
    const parts = text.split(separator).filter((part) => part.trim() !== '')
    if (parts.every((part) => normalizeEmail(part) !== null)) return parts.map((part) => part.trim())
  }
  return [text]
}
