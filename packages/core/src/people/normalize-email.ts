/**
 * Normalizes an e-mail address, so that all its spellings become equal. Returns null if the text is not exactly one
 * address. Never throws.
 *
 * The result is trimmed, in lower case and in Unicode NFC. An international domain (IDN) is converted to ASCII.
 * Invisible characters, quotes around the address, an apostrophe before it, a display name (`Ada Lovelace
 * <ada@example.com>`) and the prefixes `mailto:` and `SMTP:` are removed. Dots, plus tags and accents in the local part
 * are kept.
 *
 * Full-width letters in a domain become ASCII letters. An address with any other look-alike of an ASCII letter, such as
 * the Kelvin sign, is not an address.
 */
export const normalizeEmail = (text: string): string | null => {
  const trimmed = text.trim()
  // Fast path: nearly every address is already normalized, and a large organization has hundreds of thousands.
  const isPlain = trimmed.length <= maxDomainLength && plainAddressPattern.test(trimmed) && !/xn--/i.test(trimmed)
  if (isPlain) return trimmed.toLowerCase()
  const address = unwrapAddress(removeInvisible(trimmed).replaceAll('＠', '@'))
  const at = address.lastIndexOf('@')
  const local = address.slice(0, at).normalize('NFC').toLowerCase()
  if (at < 1 || !localPartPattern.test(local) || hasLookAlike(address.slice(0, at))) return null
  const domain = normalizeDomain(address.slice(at + 1))
  return domain && `${local.normalize('NFC')}@${domain}`
}

/** Maximum length of a domain name in DNS, in characters. */
const maxDomainLength = 253
/**
 * Matches an address that only has to be lower-cased. An address with `xn--` needs a full check, because its domain may
 * be invalid. Without the flag `u`, the flag `i` adds no letter outside ASCII.
 */
const plainAddressPattern = /^[a-z\d._+-][a-z\d._+'-]*@([a-z\d]([a-z\d-]*[a-z\d])?\.)+[a-z]+$/i

/**
 * A local part, unquoted or quoted. An unquoted part has no list separators, because a string with two addresses
 * identifies nobody.
 */
const localPartPattern = /^([^\s()<>[\]:;@\\,"]+|"[^\s"]+")$/

/**
 * Removes quotes, a display name with its angle brackets, a prefix (`SMTP:`, or `mailto:` with its query) and Excel's
 * apostrophe.
 */
const unwrapAddress = (text: string): string =>
  text
    .replace(/^[^<>@]*<([^<>]*)>$/, '$1')
    .trim()
    .replace(/^(["'`])([^"'`]*)\1$|^[“”„‘’‚«‹]([^“”„‘’‚«‹»›]*)[“”‘’»›]$/, '$2$3')
    .trim()
    .replace(/^'*mailto:([^?]*).*$/is, '$1')
    .replace(/^'*smtp:/i, '')
    .trim()
    // Excel marks a cell as text by an apostrophe before it.
    .replace(/^(?!.*'@)'+/, '')
    .trim()

/** Removes invisible characters. Joiners have a meaning in some scripts, so they are removed only from ASCII text. */
const removeInvisible = (text: string): string => {
  const visible = text.replace(/(?![\u200c\u200d])\p{DI}/gu, '').trim()
  const withoutJoiners = visible.replace(/[\u200c\u200d]/g, '')
  return /^[\x20-\x7e]*$/.test(withoutJoiners) ? withoutJoiners : visible
}

/** Whether a string has a character outside ASCII that normalization turns into ASCII. */
const hasLookAlike = (text: string): boolean =>
  [...text].some((character) => character > '\x7f' && /^[\0-\x7f]+$/.test(character.normalize('NFKC').toLowerCase()))

/** Full-width characters of an address, and the full stops of East Asian scripts. */
const fullWidthPattern = /[！-～。｡]/g

/**
 * Normalizes a domain, so that all its spellings become equal. Returns null if the text is not a domain. An
 * international domain (IDN) is converted to ASCII: `URL` does this in browsers and on servers alike.
 */
export const normalizeDomain = (text: string): string | null => {
  const domain = text.trim()
  if (
    domain.length > maxDomainLength ||
    /[\s/?#:\\@[\]%\p{Cc}]/u.test(domain) ||
    hasLookAlike(domain.replace(fullWidthPattern, ''))
  ) {
    return null
  }
  const url = `http://${domain}`
  const host = URL.canParse(url) ? new URL(url).hostname.replace(/\.$/, '') : ''
  return /^[a-z\d_-]+(\.[a-z\d_-]+)*$/.test(host) && host.length <= maxDomainLength ? host : null
}
