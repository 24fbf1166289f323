const secretPattern = /cinv_[\w-]+/
const stateKey = 'claudeInvitation'

const readState = (): Readonly<Record<string, unknown>> => {
  const state: unknown = history.state
  return typeof state === 'object' && state !== null ? { ...state } : {}
}

/**
 * Returns the secret in the URL's fragment, or else the secret that an earlier call has stored. Null without a secret.
 * Moves the secret from the URL to the state of the history entry, where it survives a reload but is hidden from
 * bookmarks, screen shares and analytics scripts.
 */
export const takeInvitation = (): string | null => {
  const { hash, pathname, search } = location
  const [secret] = secretPattern.exec(hash) ?? []
  if (secret === undefined) {
    const storedSecret = readState()[stateKey]
    return typeof storedSecret === 'string' ? storedSecret : null
  }
  // The rest of the fragment stays, because a page can use it as its route.
  const otherHash = hash.replace(secret, '').replace(/#$/, '')
  history.replaceState({ ...readState(), [stateKey]: secret }, '', `${pathname}${search}${otherHash}`)
  return secret
}

/** Removes a used secret from the history entry. */
export const forgetInvitation = (): void => {
  const { [stateKey]: secret, ...state } = readState()
  if (secret !== undefined) history.replaceState(state, '')
}
