/**
 * A hash of 64 bits, as two independent numbers of 32 bits. Among a million rows, two of them share a hash with a
 * probability of 1 in 37 million.
 */
export interface RowHash {
  readonly low: number
  readonly high: number
}

/** The constants of one MurmurHash3 lane. Lanes with other constants are independent. */
interface Lane {
  readonly first: number
  readonly second: number
  readonly offset: number
  readonly rotation: number
}

const lowLane: Lane = { first: 0x239b961b, second: 0xab0e9789, offset: 0x561ccd1b, rotation: 19 }
const highLane: Lane = { first: 0xa1e38b93, second: 0x38b34ae5, offset: 0x0bcaa747, rotation: 13 }

const rotate = (value: number, bits: number): number => (value << bits) | (value >>> (32 - bits))

/** Spreads every bit over all 32 bits: the finalizer of MurmurHash3. */
const spread = (value: number): number => {
  let hash = value ^ (value >>> 16)
  hash = Math.imul(hash, 0x85ebca6b)
  hash ^= hash >>> 13
  hash = Math.imul(hash, 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}

/** Hashes a string in one lane. `seed` can be the hash of an earlier string. */
const hashInLane = (text: string, seed: number, { first, second, offset, rotation }: Lane): number => {
  let hash = seed
  for (let index = 0; index < text.length; index += 1) {
    hash ^= Math.imul(rotate(Math.imul(text.charCodeAt(index), first), 15), second)
    hash = (Math.imul(rotate(hash, rotation), 5) + offset) | 0
  }
  return spread(hash ^ text.length)
}

/** Hashes a string. */
export const hashText = (text: string): RowHash => ({
  low: hashInLane(text, 0, lowLane),
  high: hashInLane(text, 0, highLane),
})

/** Hashes a sequence of hashes. The order matters. */
export const hashSequence = (hashes: Iterable<RowHash>): RowHash => {
  let low = 0
  let high = 0
  for (const hash of hashes) {
    low = spread(Math.imul(rotate(low, 15), 5) ^ hash.low)
    high = spread(Math.imul(rotate(high, 13), 5) ^ hash.high)
  }
  return { low, high }
}

/** Maximum nesting of identifying fields. Documented rows have a nesting of 3. */
const maxDepth = 8

/** Names of fields with counts and amounts. Amounts are decimal strings. */
const quantityNamePattern = /_(count|price|spend|cost|amount)$/

/**
 * Hashes the identity of a row: the path and value of every field that is neither a number, a count nor an amount of
 * money. So a dimension that the API adds later also distinguishes rows. An absent field equals null. The order of
 * fields does not matter.
 */
export const hashRowIdentity = (row: object): RowHash => {
  let low = 0
  let high = 0
  const addFields = (holder: object, path: string, depth: number): void => {
    for (const name in holder) {
      const value = (holder as Readonly<Record<string, unknown>>)[name]
      if (value === null || typeof value === 'number') continue
      if (typeof value === 'object') {
        if (depth < maxDepth) addFields(value as object, `${path}${name}.`, depth + 1)
      } else if (!quantityNamePattern.test(name)) {
        const fieldPath = path + name
        const text = String(value)
        // A sum, so that the order of the fields does not matter.
        low = (low + hashInLane(text, hashInLane(fieldPath, 0, lowLane), lowLane)) | 0
        high = (high + hashInLane(text, hashInLane(fieldPath, 0, highLane), highLane)) | 0
      }
    }
  }
  addFields(row, '', 0)
  return { low: spread(low), high: spread(high) }
}
