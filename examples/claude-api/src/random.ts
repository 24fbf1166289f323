/** A stream of numbers from 0 up to, not including, 1. */
export type Random = () => number

/** One well-mixed 32-bit number from two: the same two always give the same one, and neighbours have nothing in common. */
export const mix = (a: number, b: number): number => {
  let hash = a ^ Math.imul(b + 0x7f4a7c15, 0x9e3779b1)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** Mulberry32: small, quick, and good enough for figures that only have to look real. */
export const randomFrom = (seed: number): Random => {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let bits = Math.imul(state ^ (state >>> 15), state | 1)
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61)
    return ((bits ^ (bits >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** One of a list, all equally likely. Throws a `RangeError` when there is nothing to pick from. */
export const pick = <Item>(random: Random, items: readonly Item[]): Item => {
  const item = items[Math.floor(random() * items.length)]
  if (item === undefined) throw new RangeError('There is nothing to pick from.')
  return item
}

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** A text of letters and digits, as ids and keys are made of. */
export const token = (random: Random, length: number): string => {
  let text = ''
  while (text.length < length) text += alphabet.charAt(Math.floor(random() * alphabet.length))
  return text
}
