/**
 * A text without what must not be in a log: keys, plain or sealed, passwords in addresses, and e-mails. For what others
 * wrote, which may hold anything; what the product itself says holds none of them.
 */
export const hideSecrets = (text: string): string =>
  secrets.reduce((hidden, [pattern, instead]) => hidden.replace(pattern, instead), text)

// What is sought from every place of a text is of bounded length: a text without end would take its square in time.
const secrets: readonly (readonly [pattern: RegExp, instead: string])[] = [
  [/sk-ant-[\w-]+/g, '[key]'],
  // What is sealed or signed as a JOSE: a key in storage, a session's token.
  [/\beyJ[\w-]*(\.[\w-]*){2,4}/g, '[sealed]'],
  // Bytes as base64 or hex, 32 at the least: vault keys are such.
  [/(?<![\w+/-])[\w+/-]{43,}=+/g, '[key]'],
  [/\b[0-9a-f]{64,}\b/gi, '[key]'],
  // To the last @, as a password may hold one.
  [/\b([a-z][a-z0-9+.-]{0,20}:\/\/)[^\s/@:]{0,64}:\S{0,256}@/gi, '$1[password]@'],
  // Without slashes and digits at the end, which paths in a stack have.
  [/[^\s@"'`<>()[\],;:/\\=]{1,64}@[\p{L}\p{N}.-]{1,255}\.\p{L}{2,}/gu, '[e-mail]'],
]
