const secretPattern = /cinv_[\w-]+/
const stateKey = 'claudeInvitation'

/** Stands in the history entry for the secret of an invitation with which a key was saved. */
export const acceptedInvitation = 'accepted'

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

/** Replaces a used secret in the history entry, so that a reload still shows that the key is saved. */
export const forgetInvitation = (): void => {
  const state = readState()
  if (state[stateKey] !== undefined) history.replaceState({ ...state, [stateKey]: acceptedInvitation }, '')
}
