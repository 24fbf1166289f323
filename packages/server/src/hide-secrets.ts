/**
 * A text without what must not be in a log: keys, plain or sealed, passwords in addresses, and e-mails. For what others
 * wrote, which may hold anything; what the product itself says holds none of them.
 */
export const hideSecrets = (text: string): string =>
  secrets.reduce((hidden, [pattern, instead]) => hidden.replace(pattern, instead), text)

const secrets: readonly (readonly [pattern: RegExp, instead: string])[] = [
  [/sk-ant-[\w-]+/g, '[key]'],
  // What is sealed or signed as a JOSE: a key in storage, a session's token.
  [/\beyJ[\w-]*(\.[\w-]*){2,4}/g, '[sealed]'],
  // Bytes as base64 or hex, 32 at the least: vault keys are such.
  [/(?<![\w+/-])[\w+/-]{43,}=+/g, '[key]'],
  [/\b[0-9a-f]{64,}\b/gi, '[key]'],
  // To the last @, as a password may hold one.
  [/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/@:]*:\S*@/gi, '$1[password]@'],
  // Without slashes and digits at the end, which paths in a stack have.
  [/[^\s@"'`<>()[\],;:/\\=]+@[\p{L}\p{N}.-]+\.\p{L}{2,}/gu, '[e-mail]'],
]
