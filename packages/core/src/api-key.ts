/** Where a Primary Owner of the Claude organisation makes the key. */
export const keyPageUrl = 'https://claude.ai/analytics/api-keys'

export type KeyProblem = 'key_missing' | 'key_malformed' | 'key_is_admin' | 'key_is_workspace' | 'key_is_token'

/**
 * Names what is wrong with a pasted key before it is sent anywhere; null when nothing is known to be wrong. Analytics
 * keys begin with `sk-ant-api01-`, but an unknown prefix is left to the API to judge: Anthropic may add new ones.
 */
export const findKeyProblem = (key: string): KeyProblem | null => {
  if (key === '') return 'key_missing'
  if (key.startsWith('sk-ant-admin')) return 'key_is_admin'
  if (key.startsWith('sk-ant-api03-')) return 'key_is_workspace'
  if (/^sk-ant-(oat|ort|sid)/.test(key)) return 'key_is_token'
  if (!/^[\x21-\x7e]{20,400}$/.test(key)) return 'key_malformed'
  return null
}

/** A pasted key without what the clipboard adds: white space around it, and quotes. */
export const cleanKey = (pasted: string): string =>
  pasted
    .trim()
    .replace(/^(["'`])(.*)\1$/, '$2')
    .trim()
