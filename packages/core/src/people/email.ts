/**
 * Normalizes an e-mail address, so that two spellings of it become equal. Returns null if the text is not exactly one
 * address. Never throws.
 *
 * The result is trimmed, in lower case and Unicode NFC, with an ASCII domain (IDN). A display name
 * (`Ada Lovelace <ada@example.com>`) and `mailto:` are removed. Dots, plus tags and accents are kept.
 */
export const normalizeEmail = (text: string): string | null => {
  const lower = text.trim().toLowerCase()
  // Fast path: nearly every address is normalized already, and a large organization has hundreds of thousands.
  if (lower.length <= maxDomainLength && plainAddress.test(lower) && !lower.includes('xn--')) return lower
  const address = unwrap(lower).normalize('NFC')
  const at = address.lastIndexOf('@')
  if (at < 1 || !localPart.test(address.slice(0, at))) return null
  const domain = normalizeDomain(address.slice(at + 1))
  return domain && `${address.slice(0, at)}@${domain}`
}

/** Maximum length of a domain name in DNS, in characters. */
const maxDomainLength = 253
const plainAddress = /^[a-z\d._+'-]+@([a-z\d]([a-z\d-]*[a-z\d])?\.)+[a-z]+$/

/** Unquoted or quoted. List separators are excluded: a text with two addresses identifies nobody. */
const localPart = /^([^\s()<>[\]:;@\\,"]+|"[^\s"]+")$/

/** Removes a display name with its angle brackets, and `mailto:` with its query. */
const unwrap = (text: string): string =>
  text
    .replace(/^[^<>@]*<([^<>]*)>$/, '$1')
    .trim()
    .replace(/^mailto:([^?]*).*$/s, '$1')
    .trim()

/**
 * Normalizes a domain, so that two spellings of it become equal. Returns null if the text is not a domain. `URL` converts
 * international names (IDN) to ASCII, in browsers and on servers alike.
 */
export const normalizeDomain = (text: string): string | null => {
  const domain = text.trim()
  if (domain.length > maxDomainLength || /[\s/?#:\\@[\]%]/.test(domain)) return null
  const url = `http://${domain}`
  const host = URL.canParse(url) ? new URL(url).hostname.replace(/\.$/, '') : ''
  return host === '' || host.endsWith('.') || host.length > maxDomainLength ? null : host
}
