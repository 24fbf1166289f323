const secretPattern = /cinv_[\w-]+/
const stateKey = 'claudeInvitation'

const readState = (): Readonly<Record<string, unknown>> => {
  const state: unknown = history.state
  return typeof state === 'object' && state !== null ? { ...state } : {}
}

/**
 * Returns the secret in the fragment of the page's address, and moves it to the state of the history entry. There it is
 * hidden from bookmarks, screen shares and analytics scripts, but survives a reload. Null if there is no secret.
 */
export const takeInvitation = (): string | null => {
  const { hash, pathname, search } = location
  const [secret] = secretPattern.exec(hash) ?? []
  if (secret === undefined) {
    const kept = readState()[stateKey]
    return typeof kept === 'string' ? kept : null
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
