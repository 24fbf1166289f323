/**
 * The form in which two spellings of an address are equal: trimmed, Unicode NFC, lower case, the domain in ASCII
 * (IDN). Null when the text is not an address with exactly one local part and one domain.
 */
export const normalizeEmail = (text: string): string | null => {
  const address = text.trim().toLowerCase().normalize('NFC')
  const at = address.lastIndexOf('@')
  if (at < 1 || at === address.length - 1 || /\s/.test(address)) return null
  const domain = toAsciiDomain(address.slice(at + 1))
  return domain && `${address.slice(0, at)}@${domain}`
}

/** The web's own IDN conversion: `URL` maps a host name to ASCII in browsers and on servers alike. */
const toAsciiDomain = (domain: string): string | null => {
  if (/[/?#:\\@[\]%]/.test(domain)) return null
  const url = `http://${domain}`
  return URL.canParse(url) ? new URL(url).hostname || null : null
}
