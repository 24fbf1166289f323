import { normalizeEmail } from './normalize-email.ts'

/** Matches the prefix of an address of another kind, such as `X500:` and `sip:` in Exchange's `proxyAddresses`. */
const otherKindPattern = /^\s*(?!smtp:|mailto:)[a-z][a-z0-9.+-]*:/i

/** Whether a string is an address of a kind other than e-mail, as Exchange lists beside the e-mail addresses. */
export const isOtherKindOfAddress = (text: string): boolean => otherKindPattern.test(text)

/**
 * Splits a string with several e-mail addresses, such as a cell of a spreadsheet. Keeps the spelling of each part. The
 * parts may include addresses of another kind. Returns the whole string if it is one address, or if any part is not an
 * address: a part of an unclear string could be someone else's address.
 */
export const splitEmails = (text: string): readonly string[] => {
  if (normalizeEmail(text) !== null) return [text]
  for (const separator of [/[;,|\n；，、]/, /[;,|\s]+/]) {
    const parts = text.split(separator).filter((part) => part.trim() !== '')
    const otherParts = parts.filter((part) => normalizeEmail(part) === null)
    const hasEmails = otherParts.length < parts.length || parts.length === 0
    if (hasEmails && otherParts.every(isOtherKindOfAddress)) return parts.map((part) => part.trim())
  }
  return [text]
}
