import type { AccountId } from '@windmill/claude-core'
import { base64url, CompactEncrypt, compactDecrypt } from 'jose'
import { ConfigurationError } from '../configuration-error.ts'
import { describeValue } from '../describe-value.ts'
import { refuseUnknownOptions } from '../refuse-unknown-options.ts'
import { isWeakKey } from './is-weak-key.ts'

/** Encrypts Analytics API keys for storage, and decrypts them to send a request. */
export interface Vault {
  /** Encrypts an Analytics API key, so that it can be opened for this account only. */
  readonly seal: (accountId: AccountId, apiKey: string) => Promise<string>
  /**
   * Decrypts a sealed key.
   * @throws `VaultError` `key_unreadable` when the sealed key is damaged, or was sealed for another account or with a
   * vault key that is not available.
   */
  readonly open: (accountId: AccountId, sealed: string) => Promise<string>
}

/** Thrown when a sealed key cannot be opened. It reveals nothing about the contents. */
export class VaultError extends Error {
  override readonly name = 'VaultError'
  readonly code = 'key_unreadable'
}

/** Options of `keyring`. */
export interface KeyringOptions {
  /** Id of the key that seals new values. Must be an id in `keys`. */
  readonly current: string
  /**
   * All keys by id. Keep an older key until `claude.keyring.reseal()` has sealed everything with the current one. Each
   * key is 32 random bytes, as base64, base64url or hex.
   */
  readonly keys: Readonly<Record<string, string | undefined>>
}

/**
 * Creates a vault that seals with AES-256-GCM as a JWE. The authenticated header contains the account and the id of the
 * sealing key, so a sealed key cannot be moved to another account. No other algorithm is accepted. For the steps of a
 * rotation, see `docs/key-rotation.md` of this package.
 * @throws `ConfigurationError` `option_invalid` when `current` or `keys` is missing, `vault_key_missing` when `keys`
 * has no key with the id `current`, or `vault_key_invalid` when a key is not set, is not 32 bytes, or is not random.
 * @example
 * ```ts
 * import { keyring } from '@windmill/claude-server'
 *
 * // After a rotation, the older key still opens what it has sealed.
 * const vault = keyring({
 *   current: '2026-11',
 *   keys: { '2026-11': process.env.CLAUDE_VAULT_KEY, '2026-05': process.env.CLAUDE_VAULT_KEY_OLD },
 * })
 * ```
 */
export const keyring = (options: KeyringOptions): Vault => {
  validateKeyringOptions(options)
  const { current, keys } = options
  const ring = new Map(Object.entries(keys).map(([id, text]) => [id, parseKey(id, text)]))
  const currentKey = ring.get(current)
  if (!currentKey) {
    throw new ConfigurationError(
      'vault_key_missing',
      `The key ring has no key with the current id "${current}", so nothing could be sealed. Add that key to keys, or set current to the id of a key in keys.`,
    )
  }
  return {
    seal: (accountId, apiKey) =>
      new CompactEncrypt(new TextEncoder().encode(apiKey))
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: current, account: accountId })
        .encrypt(currentKey),
    async open(accountId, sealed) {
      try {
        const { plaintext, protectedHeader } = await compactDecrypt(
          sealed,
          ({ kid }) => {
            const key = ring.get(String(kid))
            if (!key) throw new Error('unknown key')
            return key
          },
          { keyManagementAlgorithms: ['dir'], contentEncryptionAlgorithms: ['A256GCM'] },
        )
        if (protectedHeader.account !== accountId) throw new Error('wrong account')
        return new TextDecoder().decode(plaintext)
      } catch {
        // Without a `cause`, which may contain parts of the sealed key.
        throw new VaultError(
          'The stored key cannot be opened with any key on this server’s key ring, so nothing can be read with it. ' +
            'Put the vault key that sealed it back on the ring, or let an admin paste the Analytics key again.',
        )
      }
    },
  }
}

/**
 * Validates the form of the options. The host's code may be untyped.
 * @throws `ConfigurationError` `option_invalid`.
 */
const validateKeyringOptions = (options: unknown): void => {
  refuseUnknownOptions(options, 'keyring', ['current', 'keys'])
  const { current, keys } = (options ?? {}) as Readonly<Record<string, unknown>>
  const areKeysValid = typeof keys === 'object' && keys !== null && !Array.isArray(keys)
  if (typeof current === 'string' && current !== '' && areKeysValid) return
  const problem = areKeysValid
    ? `The option current of keyring is ${describeValue(current)}: it must be the id of a key.`
    : `The option keys of keyring is ${describeValue(keys)}: it must be an object of keys by id.`
  throw new ConfigurationError(
    'option_invalid',
    `${problem} Nothing was started. Call it as keyring({ current: '2026-11', keys: { '2026-11': process.env.CLAUDE_VAULT_KEY } }).`,
  )
}

const parseKey = (id: string, given: string | undefined): Uint8Array => {
  const text = String(given ?? '').trim()
  const bytes = decodeBytes(text)
  if (bytes?.length === 32 && !isWeakKey(bytes)) return bytes
  const requirement = text === '' ? 'set' : bytes?.length === 32 ? 'random' : '32 bytes as base64 or hex'
  throw new ConfigurationError(
    'vault_key_invalid',
    `The vault key "${id}" is not ${requirement}, so nothing can be sealed or opened ` +
      'with it. If Analytics keys were sealed with it before, restore that very key: no other key opens them. ' +
      'Only if there was none yet, make one with: openssl rand -base64 32',
  )
}

/** Decodes hex, base64 or base64url. Returns undefined if the text has none of these forms. */
const decodeBytes = (text: string): Uint8Array | undefined => {
  if (/^[0-9a-f]{64}$/i.test(text)) return Uint8Array.from(text.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16))
  try {
    return base64url.decode(text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, ''))
  } catch {
    return undefined
  }
}
