/**
 * Returns a text without secrets: plain or sealed keys, passwords in URLs, and e-mails. For text from outside, which may
 * hold anything. The product's own messages never hold secrets.
 */
export const redactSecrets = (text: string): string =>
  secrets.reduce((redacted, [pattern, placeholder]) => redacted.replace(pattern, placeholder), text)

// Patterns that can start matching anywhere have bounded lengths. Unbounded ones would take quadratic time on long texts.
const secrets: readonly (readonly [pattern: RegExp, placeholder: string])[] = [
  [/sk-ant-[\w-]+/g, '[key]'],
  // JOSE tokens: a sealed key from storage, a session token.
  [/\beyJ[\w-]*(\.[\w-]*){2,4}/g, '[sealed]'],
  // At least 32 bytes as base64 or hex, such as vault keys.
  [/(?<![\w+/-])[\w+/-]{43,}=+/g, '[key]'],
  [/\b[0-9a-f]{64,}\b/gi, '[key]'],
  // Up to the last @, since a password may contain one.
  [/\b([a-z][a-z0-9+.-]{0,20}:\/\/)[^\s/@:]{0,64}:\S{0,256}@/gi, '$1[password]@'],
  // Neither slashes nor a numeric top-level domain, so that paths in stack traces stay intact.
  [/[^\s@"'`<>()[\],;:/\\=]{1,64}@[\p{L}\p{N}.-]{1,255}\.\p{L}{2,}/gu, '[e-mail]'],
]
