/** A set of slots. Bit `slot % 8` of byte `slot >> 3`, counted from the lowest bit, is 1 if the slot is in the set. */
export type Bitmap = Uint8Array

/** Whether a slot is in a bitmap. Slots past the end of the bitmap are not in it. */
export const hasSlot = (bitmap: Bitmap, slot: number): boolean => (((bitmap[slot >> 3] ?? 0) >> (slot & 7)) & 1) === 1

/** Builds the bitmap of some slots. */
export const createBitmap = (slots: Iterable<number>): Bitmap => {
  const builder = createBitmapBuilder()
  for (const slot of slots) builder.set(slot, true)
  return builder.build()
}

/** Changes slots one by one. */
export interface BitmapBuilder {
  readonly set: (slot: number, isIn: boolean) => void
  /** Returns the bitmap, without empty bytes at its end. */
  readonly build: () => Bitmap
}

/**
 * Creates a builder that changes the slots of a bitmap.
 * @param start - The bitmap to begin with. `@default` an empty bitmap
 */
export const createBitmapBuilder = (start: Bitmap = new Uint8Array()): BitmapBuilder => {
  let bytes = Uint8Array.from(start)
  return {
    set(slot, isIn) {
      const index = slot >> 3
      if (index >= bytes.length) {
        if (!isIn) return
        const longer = new Uint8Array(Math.max(64, 2 * index))
        longer.set(bytes)
        bytes = longer
      }
      const bit = 1 << (slot & 7)
      const byte = bytes[index] ?? 0
      bytes[index] = isIn ? byte | bit : byte & ~bit
    },
    build: () => bytes.slice(0, bytes.findLastIndex((byte) => byte !== 0) + 1),
  }
}

/** A set of slots with 32 slots per word. Slot `slot` is bit `slot % 32` of word `slot >> 5`. */
export type Words = Uint32Array

/** Adds the slots of a bitmap to words, which must be long enough. */
export const addBitmap = (words: Words, bitmap: Bitmap): void => {
  const wholeWords = bitmap.length >> 2
  const view = new DataView(bitmap.buffer, bitmap.byteOffset, bitmap.length)
  for (let index = 0; index < wholeWords; index += 1) {
    words[index] = (words[index] as number) | view.getUint32(index * 4, true)
  }
  for (let index = wholeWords * 4; index < bitmap.length; index += 1) {
    words[wholeWords] = (words[wholeWords] as number) | ((bitmap[index] as number) << ((index & 3) * 8))
  }
}

/** Adds the slots of `added`, which is as long as `words`, to `words`. */
export const addWords = (words: Words, added: Words): void => {
  for (let index = 0; index < words.length; index += 1) {
    words[index] = (words[index] as number) | (added[index] as number)
  }
}

/** Adds 1 to `counts[indexes[slot]]` for each slot of the words. */
export const countSlots = (words: Words, indexes: Uint32Array, counts: Uint32Array): void => {
  for (let word = 0; word < words.length; word += 1) {
    for (let rest = words[word] as number; rest !== 0; rest &= rest - 1) {
      const index = indexes[word * 32 + 31 - Math.clz32(rest & -rest)] as number
      counts[index] = (counts[index] as number) + 1
    }
  }
}
