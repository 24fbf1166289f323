/** A pseudorandom number generator. The same seed gives the same sequence. */
export interface Random {
  /** Returns a number from 0 (inclusive) to 1 (exclusive). */
  readonly drawFraction: () => number
  /** Returns an integer from `min` to `max`, both inclusive. */
  readonly drawInteger: (min: number, max: number) => number
  /** Returns true with the given probability (0 to 1). */
  readonly drawBoolean: (probability: number) => boolean
  /**
   * Returns one of the values. All are equally likely.
   * @throws RangeError if there are no values.
   */
  readonly pick: <Value>(values: readonly Value[]) => Value
  /**
   * Returns one of the values. Its probability is proportional to its weight.
   * @throws RangeError if there are no values.
   */
  readonly pickWeighted: <Value>(values: readonly (readonly [weight: number, value: Value])[]) => Value
}

/**
 * Creates a generator with the Mulberry32 algorithm by Tommy Ettinger, which is in the public domain. Its 32 bits of
 * state are enough to vary a test.
 */
export const createRandom = (seed: number): Random => {
  let state = (seed * 0x9e3779b1 + 0x6d2b79f5) >>> 0
  const drawFraction = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const drawInteger = (min: number, max: number) => min + Math.floor(drawFraction() * (max - min + 1))
  return {
    drawFraction,
    drawInteger,
    drawBoolean: (probability) => drawFraction() < probability,
    pick: (values) => {
      const value = values[drawInteger(0, values.length - 1)]
      if (value === undefined) throw new RangeError('There is nothing to pick from.')
      return value
    },
    pickWeighted: (values) => {
      let left = drawFraction() * values.reduce((total, [weight]) => total + weight, 0)
      for (const [weight, value] of values) {
        left -= weight
        if (left < 0) return value
      }
      throw new RangeError('There is nothing to pick from.')
    },
  }
}
