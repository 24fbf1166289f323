import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { Kms, KmsContext } from './kms-vault.ts'

/** A KMS in memory, for tests. */
export interface FakeKms extends Kms {
  /** Creates a new key, which encrypts new data keys. Existing data keys can still be decrypted. */
  readonly rotate: () => void
  /** Whether calls fail because the service is unreachable. `@default` false */
  isUnreachable: boolean
  /** The account ids of all decryptions, as in the service's log. */
  readonly decryptions: readonly string[]
}

/** Creates a KMS in memory with a random key. */
export const createFakeKms = (): FakeKms => {
  const keys = [randomBytes(32)]
  const decryptions: string[] = []
  const createAad = (context: KmsContext) => Buffer.from(JSON.stringify(context))
  const throwIfUnreachable = () => {
    if (kms.isUnreachable) throw new Error('The KMS is unreachable.')
  }
  const decryptWith = (index: number, encrypted: Uint8Array, context: KmsContext) => {
    const decipher = createDecipheriv('aes-256-gcm', keys[index] ?? randomBytes(32), encrypted.subarray(1, 13))
    decipher.setAAD(createAad(context)).setAuthTag(encrypted.subarray(-16))
    return Buffer.concat([decipher.update(encrypted.subarray(13, -16)), decipher.final()])
  }
  const kms: FakeKms = {
    isUnreachable: false,
    decryptions,
    rotate: () => {
      keys.push(randomBytes(32))
    },
    async generateDataKey(context) {
      throwIfUnreachable()
      const plaintext = randomBytes(32)
      const iv = randomBytes(12)
      const index = keys.length - 1
      const cipher = createCipheriv('aes-256-gcm', keys[index] ?? plaintext, iv).setAAD(createAad(context))
      const encrypted = [Buffer.of(index), iv, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]
      return { plaintext, encrypted: Buffer.concat(encrypted) }
    },
    async decrypt(encrypted, context) {
      throwIfUnreachable()
      decryptions.push(context.accountId)
      try {
        return decryptWith(encrypted[0] ?? 0, encrypted, context)
      } catch {
        return null
      }
    },
  }
  return kms
}
