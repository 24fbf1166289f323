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

/** Whether a slot is in words, which must be long enough. */
export const hasBit = (words: Words, slot: number): boolean =>
  (((words[slot >> 5] as number) >>> (slot & 31)) & 1) === 1

/**
 * Adds the slots of a bitmap to words, which must be long enough.
 * @param allowed - Adds only these slots. `@default` all
 */
export const addBitmap = (words: Words, bitmap: Bitmap, allowed?: Words): void => {
  const wholeWords = bitmap.length >> 2
  const view = new DataView(bitmap.buffer, bitmap.byteOffset, bitmap.length)
  const add = (index: number, slots: number): void => {
    words[index] = (words[index] as number) | (allowed ? slots & (allowed[index] as number) : slots)
  }
  for (let index = 0; index < wholeWords; index += 1) add(index, view.getUint32(index * 4, true))
  for (let index = wholeWords * 4; index < bitmap.length; index += 1) {
    add(wholeWords, (bitmap[index] as number) << ((index & 3) * 8))
  }
}

/** Adds the slots of `added`, which is as long as `words`, to `words`. */
export const addWords = (words: Words, added: Words): void => {
  for (let index = 0; index < words.length; index += 1) {
    words[index] = (words[index] as number) | (added[index] as number)
  }
}

/** Calls a function with each slot of the words. */
export const forEachSlot = (words: Words, visit: (slot: number) => void): void => {
  for (let word = 0; word < words.length; word += 1) {
    for (let rest = words[word] as number; rest !== 0; rest &= rest - 1) {
      visit(word * 32 + 31 - Math.clz32(rest & -rest))
    }
  }
}

/** Counts how often each slot was added. */
export interface SlotCounter {
  readonly add: (words: Words) => void
  readonly getCount: (slot: number) => number
}

/**
 * Creates a counter that counts 32 slots at once: the words of plane `n` hold bit `n` of each slot's count.
 */
export const createSlotCounter = (): SlotCounter => {
  const planes: Words[] = []
  return {
    add(words) {
      for (let index = 0; index < words.length; index += 1) {
        let carry = words[index] as number
        for (let plane = 0; carry !== 0; plane += 1) {
          const bits = planes[plane] ?? new Uint32Array(words.length)
          planes[plane] = bits
          const before = bits[index] as number
          bits[index] = before ^ carry
          carry &= before
        }
      }
    },
    getCount(slot) {
      let count = 0
      for (let plane = 0; plane < planes.length; plane += 1) {
        count |= ((((planes[plane] as Words)[slot >> 5] as number) >>> (slot & 31)) & 1) << plane
      }
      return count
    },
  }
}
