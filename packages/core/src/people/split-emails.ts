import { normalizeEmail } from './normalize-email.ts'

/** An address of another kind, by its own prefix, such as `X500:` and `sip:` in Exchange's `proxyAddresses`. */
const otherKindOfAddress = /^\s*(?!smtp:|mailto:)[a-z][a-z0-9.+-]*:/i

/** Whether a text is an address of another kind than e-mail, as Exchange lists beside the e-mail addresses. */
export const isOtherKindOfAddress = (text: string): boolean => otherKindOfAddress.test(text)

/**
 * Splits a text with several e-mail addresses, such as a cell of a spreadsheet. The parts are as they were written.
 * Returns the whole text if it is one address, or if not every part is an address: a part of an unclear text could be
 * someone else's. Addresses of another kind may be among them.
 */
export const splitEmails = (text: string): readonly string[] => {
  if (normalizeEmail(text) !== null) return [text]
  for (const separator of [/[;,|\n；，、]/, /[;,|\s]+/]) {
    const parts = text.split(separator).filter((part) => part.trim() !== '')
    const others = parts.filter((part) => normalizeEmail(part) === null)
    const hasEmails = others.length < parts.length || parts.length === 0
    if (hasEmails && others.every(isOtherKindOfAddress)) return parts.map((part) => part.trim())
  }
  return [text]
}
