/**
 * The form in which two spellings of an address are equal: trimmed, Unicode NFC, lower case, the domain in ASCII
 * (IDN), without the name before angle brackets (`Ada Lovelace <ada@example.com>`) and without `mailto:`. Total: null
 * when the text is not one address with one local part and one domain.
 */
export const normalizeEmail = (text: string): string | null => {
  const address = unwrap(text.trim().toLowerCase()).normalize('NFC')
  const at = address.lastIndexOf('@')
  if (at < 1 || /\s/.test(address)) return null
  const local = address.slice(0, at)
  if (!localPart.test(local)) return null
  const domain = toAsciiDomain(address.slice(at + 1))
  return domain && `${local}@${domain}`
}

/** A domain in the form in which two spellings of it are equal, or null when it is none. */
export const normalizeDomain = (text: string): string | null => {
  const domain = text.trim().toLowerCase().normalize('NFC').replace(/^@/, '')
  return /\s/.test(domain) ? null : toAsciiDomain(domain)
}

/** Plain, or in quotes. What parts a list of addresses is not in it: two addresses in one text are nobody's. */
const localPart = /^([^\s()<>[\]:;@\\,"]+|"[^\s"]+")$/

const unwrap = (text: string): string =>
  text
    .replace(/^[^<>@]*<([^<>]*)>$/, '$1')
    .trim()
    .replace(/^mailto:([^?]*).*$/s, '$1')
    .trim()

/** The longest name that the domain name system knows. */
const longestDomain = 253
const plainDomain = /^([a-z\d]([a-z\d-]*[a-z\d])?\.)+[a-z]+$/

/** The web's own IDN conversion: `URL` maps a host name to ASCII in browsers and on servers alike. */
const toAsciiDomain = (domain: string): string | null => {
  if (domain.length > longestDomain || /[/?#:\\@[\]%]/.test(domain)) return null
  // Nearly every domain is plain already, and a large directory has a hundred thousand of them.
  if (plainDomain.test(domain) && !domain.includes('xn--')) return domain
  const url = `http://${domain}`
  const host = URL.canParse(url) ? new URL(url).hostname.replace(/\.$/, '') : ''
  return host === '' || host.endsWith('.') || host.length > longestDomain ? null : host
}
