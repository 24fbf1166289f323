/**
 * The form in which two spellings of an address are equal: trimmed, Unicode NFC, lower case, the domain in ASCII
 * (IDN), without the name before angle brackets (`Ada Lovelace <ada@example.com>`) and without `mailto:`. Total: null
 * when the text is not one address with one local part and one domain.
 */
export const normalizeEmail = (text: string): string | null => {
  const lower = text.trim().toLowerCase()
  // Nearly every address is plain already, and a large organisation has hundreds of thousands.
  if (lower.length <= longestDomain && plainAddress.test(lower) && !lower.includes('xn--')) return lower
  const address = unwrap(lower).normalize('NFC')
  const at = address.lastIndexOf('@')
  if (at < 1 || !localPart.test(address.slice(0, at))) return null
  const domain = normalizeDomain(address.slice(at + 1))
  return domain && `${address.slice(0, at)}@${domain}`
}

/** The longest name that the domain name system knows. */
const longestDomain = 253
const plainAddress = /^[a-z\d._+'-]+@([a-z\d]([a-z\d-]*[a-z\d])?\.)+[a-z]+$/

/** Plain, or in quotes. What parts a list of addresses is not in it: two addresses in one text are nobody's. */
const localPart = /^([^\s()<>[\]:;@\\,"]+|"[^\s"]+")$/

const unwrap = (text: string): string =>
  text
    .replace(/^[^<>@]*<([^<>]*)>$/, '$1')
    .trim()
    .replace(/^mailto:([^?]*).*$/s, '$1')
    .trim()

/**
 * The form in which two spellings of a domain are equal, or null when it is none. The web's own IDN conversion: `URL`
 * maps a host name to ASCII in browsers and on servers alike.
 */
export const normalizeDomain = (text: string): string | null => {
  const domain = text.trim()
  if (domain.length > longestDomain || /[\s/?#:\\@[\]%]/.test(domain)) return null
  const url = `http://${domain}`
  const host = URL.canParse(url) ? new URL(url).hostname.replace(/\.$/, '') : ''
  return host === '' || host.endsWith('.') || host.length > longestDomain ? null : host
}
