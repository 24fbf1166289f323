/** A generator. Each call returns the next pseudorandom number, from 0 (inclusive) to 1 (exclusive). */
export type Random = () => number

/** Hashes two integers to an unsigned 32-bit integer. Neighboring inputs give unrelated results. */
export const mix = (a: number, b: number): number => {
  let hash = a ^ Math.imul(b + 0x7f4a7c15, 0x9e3779b1)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** Creates a Mulberry32 generator from an integer seed. Equal seeds give equal sequences. */
export const createRandom = (seed: number): Random => {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let bits = Math.imul(state ^ (state >>> 15), state | 1)
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61)
    return ((bits ^ (bits >>> 14)) >>> 0) / 4_294_967_296
  }
}

/**
 * Picks one item, all with equal probability.
 *
 * @throws RangeError when the list is empty.
 */
export const pick = <Item>(random: Random, items: readonly Item[]): Item => {
  const item = items[Math.floor(random() * items.length)]
  if (item === undefined) throw new RangeError('There is nothing to pick from.')
  return item
}

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** Creates a random string of ASCII letters and digits, as used in ids and keys. */
export const createToken = (random: Random, length: number): string => {
  let text = ''
  while (text.length < length) text += alphabet.charAt(Math.floor(random() * alphabet.length))
  return text
}
