/**
 * Normalizes an e-mail address, so that all its spellings become equal. Returns null if the text is not exactly one address.
 * Never throws.
 *
 * The result is trimmed, in lower case and in Unicode NFC. An international domain (IDN) is converted to ASCII. A display
 * name (`Ada Lovelace <ada@example.com>`) and `mailto:` are removed. Dots, plus tags and accents in the local part are kept.
 */
export const normalizeEmail = (text: string): string | null => {
  const lowerText = text.trim().toLowerCase()
  // Fast path: nearly every address is already normalized, and a large organization has hundreds of thousands.
  const isPlain = lowerText.length <= maxDomainLength && plainAddress.test(lowerText) && !lowerText.includes('xn--')
  if (isPlain) return lowerText
  const address = unwrapAddress(lowerText).normalize('NFC')
  const at = address.lastIndexOf('@')
  if (at < 1 || !localPart.test(address.slice(0, at))) return null
  const domain = normalizeDomain(address.slice(at + 1))
  return domain && `${address.slice(0, at)}@${domain}`
}

/** Maximum length of a domain name in DNS, in characters. */
const maxDomainLength = 253
/** A lower-case address that is already normalized, unless it contains `xn--`: such a domain may be invalid. */
const plainAddress = /^[a-z\d._+'-]+@([a-z\d]([a-z\d-]*[a-z\d])?\.)+[a-z]+$/

/** A local part, unquoted or quoted. List separators are excluded, because a text with two addresses identifies nobody. */
const localPart = /^([^\s()<>[\]:;@\\,"]+|"[^\s"]+")$/

/** Removes a display name with its angle brackets, and `mailto:` with its query. */
const unwrapAddress = (text: string): string =>
  text
    .replace(/^[^<>@]*<([^<>]*)>$/, '$1')
    .trim()
    .replace(/^mailto:([^?]*).*$/s, '$1')
    .trim()

/**
 * Normalizes a domain, so that all its spellings become equal. Returns null if the text is not a domain. An international
 * domain (IDN) is converted to ASCII: `URL` does this in browsers and on servers alike.
 */
export const normalizeDomain = (text: string): string | null => {
  const domain = text.trim()
  if (domain.length > maxDomainLength || /[\s/?#:\\@[\]%]/.test(domain)) return null
  const url = `http://${domain}`
  const host = URL.canParse(url) ? new URL(url).hostname.replace(/\.$/, '') : ''
  return host === '' || host.endsWith('.') || host.length > maxDomainLength ? null : host
}
