import type { AccountId } from '@windmill/claude-core'
import { base64url, CompactEncrypt, compactDecrypt, decodeProtectedHeader } from 'jose'
import { ConfigurationError } from '../configuration-error.ts'

/** Seals keys for storage, and opens them to make a request. */
export interface Vault {
  readonly seal: (accountId: AccountId, apiKey: string) => Promise<string>
  /** Throws a `VaultError` when the key was sealed for another account, or with a key that is not on the ring. */
  readonly open: (accountId: AccountId, sealed: string) => Promise<string>
}

export class VaultError extends Error {
  override readonly name = 'VaultError'
  readonly code = 'key_unreadable'
}

export interface KeyringOptions {
  /** The id of the key that seals from now on. */
  readonly current: string
  /** Every key that may still open something: 32 bytes each, as base64, base64url or hex. */
  readonly keys: Readonly<Record<string, string | undefined>>
}

/**
 * Seals with AES-256-GCM as a JWE. The account and the sealing key's id stand in the authenticated header, so a sealed key
 * cannot be moved to another account, and the ring can rotate: add a key, make it current, keep the old one.
 */
export const keyring = ({ current, keys }: KeyringOptions): Vault => {
  const ring = new Map(Object.entries(keys).map(([id, text]) => [id, parseKey(id, text)]))
  const sealing = ring.get(current)
  if (!sealing) {
    throw new ConfigurationError(
      'vault_key_missing',
      `The key ring has no key with the current id "${current}", so nothing could be sealed. Add it to keys, or name one of those as current.`,
    )
  }
  return {
    seal: (accountId, apiKey) =>
      new CompactEncrypt(new TextEncoder().encode(apiKey))
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: current, account: accountId })
        .encrypt(sealing),
    async open(accountId, sealed) {
      try {
        const { kid, account } = decodeProtectedHeader(sealed)
        const key = ring.get(String(kid))
        if (!key || account !== accountId) throw new Error('wrong key or account')
        const { plaintext } = await compactDecrypt(sealed, key)
        return new TextDecoder().decode(plaintext)
      } catch {
        // The cause is left out on purpose: it may hold parts of what was sealed.
        throw new VaultError(
          'The stored key cannot be opened with any key on this server’s key ring, so nothing can be read with it. ' +
            'Put the vault key that sealed it back on the ring, or let an admin paste the Analytics key again.',
        )
      }
    },
  }
}

const parseKey = (id: string, given: string | undefined): Uint8Array => {
  const text = String(given ?? '').trim()
  const bytes = decode(text)
  if (bytes?.length === 32) return bytes
  throw new ConfigurationError(
    'vault_key_invalid',
    `The vault key "${id}" is not ${text === '' ? 'set' : '32 bytes as base64 or hex'}, so nothing can be sealed or opened ` +
      'with it. If Analytics keys were sealed with it before, restore that very key: no other one opens them. ' +
      'Only if there was none yet, make one with: openssl rand -base64 32',
  )
}

const decode = (text: string): Uint8Array | undefined => {
  if (/^[0-9a-f]{64}$/i.test(text)) return Uint8Array.from(text.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16))
  try {
    return base64url.decode(text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, ''))
  } catch {
    return undefined
  }
}
