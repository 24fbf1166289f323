import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { Kms, KmsContext } from './kms-vault.ts'

/** A KMS in memory, for tests. */
export interface FakeKms extends Kms {
  /** Encrypts new data keys with a new key. Data keys of earlier ones can still be decrypted. */
  readonly rotate: () => void
  /** Whether calls fail, as while the service is away. `@default false` */
  isAway: boolean
  /** The account ids of all decryptions, as in the service's log. */
  readonly decryptions: readonly string[]
}

/** Creates a KMS with a key that nobody can read. */
export const createFakeKms = (): FakeKms => {
  const keys = [randomBytes(32)]
  const decryptions: string[] = []
  const toAad = (context: KmsContext) => Buffer.from(JSON.stringify(context))
  const throwIfAway = () => {
    if (kms.isAway) throw new Error('The KMS is away.')
  }
  const decryptWith = (index: number, encrypted: Uint8Array, context: KmsContext) => {
    const decipher = createDecipheriv('aes-256-gcm', keys[index] ?? randomBytes(32), encrypted.subarray(1, 13))
    decipher.setAAD(toAad(context)).setAuthTag(encrypted.subarray(-16))
    return Buffer.concat([decipher.update(encrypted.subarray(13, -16)), decipher.final()])
  }
  const kms: FakeKms = {
    isAway: false,
    decryptions,
    rotate: () => {
      keys.push(randomBytes(32))
    },
    async generateDataKey(context) {
      throwIfAway()
      const plaintext = randomBytes(32)
      const iv = randomBytes(12)
      const index = keys.length - 1
      const cipher = createCipheriv('aes-256-gcm', keys[index] ?? plaintext, iv).setAAD(toAad(context))
      const encrypted = [Buffer.of(index), iv, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]
      return { plaintext, encrypted: Buffer.concat(encrypted) }
    },
    async decrypt(encrypted, context) {
      throwIfAway()
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
