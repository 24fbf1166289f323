import type { RowHash } from './row-hash.ts'

/**
 * The count of each row by its hash, in typed arrays: at most 43 bytes a row, where a `Map` with strings takes 300. An
 * open-addressing hash table with linear probing.
 */
export interface RowCounts {
  /** Sets the count of a row. Returns its earlier count, or undefined for a new row. */
  readonly replace: (hash: RowHash, count: number) => number | undefined
}

const initialCapacity = 1_024
/** Maximum share of used slots. Beyond it, probing takes long. */
const maxLoad = 0.75

/** Creates an empty table. */
export const createRowCounts = (): RowCounts => {
  let size = 0
  let hashes = new Uint32Array(2 * initialCapacity)
  let counts = new Float64Array(initialCapacity)

  /** Finds the slot of a hash, or the free slot where it belongs. Both lanes of a free slot are 0. */
  const findSlot = (low: number, high: number): number => {
    const mask = counts.length - 1
    let slot = low & mask
    for (;;) {
      const slotLow = hashes[2 * slot]
      const slotHigh = hashes[2 * slot + 1]
      if ((slotLow === low && slotHigh === high) || (slotLow === 0 && slotHigh === 0)) return slot
      slot = (slot + 1) & mask
    }
  }
  const fillSlot = (slot: number, low: number, high: number, count: number): void => {
    hashes[2 * slot] = low
    hashes[2 * slot + 1] = high
    counts[slot] = count
  }
  const grow = (): void => {
    const oldHashes = hashes
    const oldCounts = counts
    hashes = new Uint32Array(2 * oldHashes.length)
    counts = new Float64Array(2 * oldCounts.length)
    for (let slot = 0; slot < oldCounts.length; slot += 1) {
      const low = oldHashes[2 * slot] ?? 0
      const high = oldHashes[2 * slot + 1] ?? 0
      if (low !== 0 || high !== 0) fillSlot(findSlot(low, high), low, high, oldCounts[slot] ?? 0)
    }
  }

  return {
    replace(hash, count) {
      const low = hash.low >>> 0
      // A slot with 0 in both lanes is free, so this hash is stored as 0 and 1.
      const high = low === 0 && hash.high === 0 ? 1 : hash.high >>> 0
      const slot = findSlot(low, high)
      const isNew = hashes[2 * slot] === 0 && hashes[2 * slot + 1] === 0
      const earlierCount = isNew ? undefined : counts[slot]
      fillSlot(slot, low, high, count)
      if (isNew) size += 1
      if (size > maxLoad * counts.length) grow()
      return earlierCount
    },
  }
}
