import { createHash, timingSafeEqual } from 'node:crypto'
import { type AccountId, accountId } from '@windmill/claude-core'
import { base64url } from 'jose'
import { isId } from '../is-id.ts'

/** What a secret says about its invitation. Only the comparison with the stored hash shows if the invitation exists. */
export interface Invitation {
  readonly accountId: AccountId
  /** The hash of the whole secret, as it is stored. */
  readonly hash: string
}

/** Every secret begins with this prefix, so that `redactSecrets` finds a secret in any text. */
const prefix = 'cinv_'

const randomByteCount = 32

/** `prefix`, the random bytes and the id of the account, the last two as base64url. */
const secretPattern = new RegExp(`^${prefix}[\\w-]{${Math.ceil((randomByteCount * 4) / 3)}}([\\w-]+)$`)

/**
 * Creates the secret of an invitation. The secret holds the account, so that the key of every stored row can start with
 * the account.
 */
export const createInvitationSecret = (account: AccountId): string =>
  prefix + base64url.encode(crypto.getRandomValues(new Uint8Array(randomByteCount))) + base64url.encode(account)

/** Reads a secret that anyone may have sent. Null if it cannot be the secret of an invitation. */
export const parseInvitationSecret = (secret: string): Invitation | null => {
  // The host's code may be untyped.
  const [, encodedId] = (typeof secret === 'string' && secretPattern.exec(secret)) || []
  const id = encodedId && decodeText(encodedId)
  return isId(id) ? { accountId: accountId(id), hash: hashInvitationSecret(secret) } : null
}

export const hashInvitationSecret = (secret: string): string => createHash('sha256').update(secret).digest('base64url')

/** Compares two hashes in a time that does not depend on where they differ. */
export const isSameHash = (first: string, second: string): boolean => {
  const [a, b] = [first, second].map((hash) => new TextEncoder().encode(hash)) as [Uint8Array, Uint8Array]
  return a.length === b.length && timingSafeEqual(a, b)
}

const decodeText = (encoded: string): string | null => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(base64url.decode(encoded))
  } catch {
    return null
  }
}
