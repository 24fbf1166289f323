import { maskKeys } from '@windmill/claude-core/api'

/**
 * Replaces the secrets in a string with placeholders: keys, sealed keys, invitations, passwords in URLs, and e-mail
 * addresses. Use it for messages that other code wrote, since they may contain anything. The integration's own messages
 * contain no secrets.
 */
export const redactSecrets = (text: string): string =>
  secretPatterns.reduce(
    (redacted, [pattern, placeholder]) => redacted.replace(pattern, placeholder),
    maskTokens(maskKeys(text)),
  )

/**
 * Masks JOSE tokens, such as a sealed key from storage or a session token. The pattern also matches a string that only
 * begins like a token, and leaves it as it is. Otherwise every `eyJ` in a long string would be tried up to its end.
 */
const maskTokens = (text: string): string =>
  text.replace(/\beyJ[\w-]*((?:\.[\w-]*){2,4})?/g, (match, parts) => (parts === undefined ? match : '[sealed]'))

// A pattern that can fail after a string of any length must start only once in that string, or have a maximum length.
// Otherwise it takes quadratic time.
const secretPatterns: readonly (readonly [pattern: RegExp, placeholder: string])[] = [
  // Secrets of invitations.
  [/\bcinv_[\w-]+/g, '[invitation]'],
  // At least 32 bytes as base64 or hex, such as vault keys.
  [/(?<![\w+/-])[\w+/-]{43,}=+/g, '[key]'],
  [/\b[0-9a-f]{64,}\b/gi, '[key]'],
  // Matches up to the last @, since a password may contain one.
  [/\b([a-z][a-z0-9+.-]{0,20}:\/\/)[^\s/@:]{0,64}:\S{0,256}@/gi, '$1[password]@'],
  // Matches no slashes and no numeric top-level domain, so that paths in stack traces stay intact.
  [/[^\s@"'`<>()[\],;:/\\=]{1,64}@[\p{L}\p{N}.-]{1,255}\.\p{L}{2,}/gu, '[e-mail]'],
]
