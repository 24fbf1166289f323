/** The part of Node's `Hash` that the integration and the local Claude API use. */
interface Hash {
  readonly update: (text: string) => Hash
  readonly digest: () => string
}

/**
 * Replaces Node's `createHash` in the browser, for the integration and the local Claude API. Different strings almost
 * always get different hashes, but the hashes are not secure.
 */
export const createHash = (): Hash => {
  let value = 0
  const hash: Hash = {
    update: (text) => {
      for (const character of text) value = (Math.imul(value, 31) + (character.codePointAt(0) ?? 0)) | 0
      return hash
    },
    digest: () => (value >>> 0).toString(36).padStart(12, '0'),
  }
  return hash
}

/** Replaces Node's `timingSafeEqual`. It does not take a constant time, because nothing in a story is secret. */
export const timingSafeEqual = (first: Uint8Array, second: Uint8Array): boolean => first.join() === second.join()
