import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { type Vault, VaultError } from '@windmill/claude-server'

/**
 * The two operations that a vault needs of a key management service (KMS). AWS KMS, Google Cloud KMS, Azure Key Vault
 * and HashiCorp Vault have them.
 */
export interface Kms {
  /** Returns a new 32-byte key, and the same key encrypted with a key that never leaves the service. */
  readonly generateDataKey: (
    context: KmsContext,
  ) => Promise<{ readonly plaintext: Uint8Array; readonly encrypted: Uint8Array }>
  /**
   * Decrypts a key that was generated with the same context. Resolves with null if the key is damaged, or belongs to
   * another account or another KMS key. Rejects if the service cannot be reached or does not allow the call.
   */
  readonly decrypt: (encrypted: Uint8Array, context: KmsContext) => Promise<Uint8Array | null>
}

/** The context that is bound to a data key and appears in the log of the KMS. AWS calls it the encryption context. */
export interface KmsContext {
  readonly accountId: string
}

const format = 'kms1'
const algorithm = 'aes-256-gcm'
const ivBytes = 12
const tagBytes = 16

/**
 * Creates a vault with envelope encryption. Each Analytics key is encrypted with its own data key, and only the KMS can
 * decrypt the data key. The database and this server's configuration are not enough to open a stored key. The KMS logs
 * every use, and can refuse it. The KMS rotates its key by itself.
 */
export const kmsVault = (kms: Kms): Vault => ({
  async seal(accountId, apiKey) {
    const { plaintext, encrypted } = await kms.generateDataKey({ accountId })
    const iv = randomBytes(ivBytes)
    const cipher = createCipheriv(algorithm, plaintext, iv, { authTagLength: tagBytes }).setAAD(Buffer.from(accountId))
    const ciphertext = Buffer.concat([iv, cipher.update(apiKey, 'utf8'), cipher.final(), cipher.getAuthTag()])
    plaintext.fill(0)
    return [format, Buffer.from(encrypted).toString('base64url'), ciphertext.toString('base64url')].join('.')
  },

  async open(accountId, sealed) {
    const [usedFormat, encrypted = '', ciphertext = ''] = sealed.split('.')
    // An error of the KMS is not a VaultError: it is temporary, and no new Analytics key is needed.
    const plaintext =
      usedFormat === format ? await kms.decrypt(Buffer.from(encrypted, 'base64url'), { accountId }) : null
    if (!plaintext) throw createVaultError()
    try {
      return decrypt(plaintext, accountId, Buffer.from(ciphertext, 'base64url'))
    } catch {
      // The new error has no cause, because a cause may contain parts of the sealed key.
      throw createVaultError()
    } finally {
      plaintext.fill(0)
    }
  },
})

const decrypt = (dataKey: Uint8Array, accountId: string, ciphertext: Buffer): string => {
  const [iv, tag] = [ciphertext.subarray(0, ivBytes), ciphertext.subarray(-tagBytes)]
  const decipher = createDecipheriv(algorithm, dataKey, iv, { authTagLength: tagBytes })
  decipher.setAAD(Buffer.from(accountId)).setAuthTag(tag)
  const encryptedKey = ciphertext.subarray(ivBytes, -tagBytes)
  return Buffer.concat([decipher.update(encryptedKey), decipher.final()]).toString('utf8')
}

const createVaultError = () =>
  new VaultError(
    'The stored key cannot be opened with the KMS key of this server, so nothing can be read with it. ' +
      'Restore access to the KMS key that sealed it, or let an admin paste the Analytics key again.',
  )
