/** A repeatable source of chance: the same seed gives the same run. */
export interface Chance {
  /** From 0 up to, not including, 1. */
  readonly next: () => number
  readonly integer: (from: number, to: number) => number
  readonly happens: (probability: number) => boolean
  readonly pick: <Value>(values: readonly Value[]) => Value
}

/** Mulberry32, by Tommy Ettinger: public domain, 32 bits of state, good enough to vary a test. */
export const chanceOf = (seed: number): Chance => {
  let state = (seed * 0x9e3779b1 + 0x6d2b79f5) >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const integer = (from: number, to: number) => from + Math.floor(next() * (to - from + 1))
  return {
    next,
    integer,
    happens: (probability) => next() < probability,
    pick: (values) => {
      const value = values[integer(0, values.length - 1)]
      if (value === undefined) throw new RangeError('There is nothing to pick from.')
      return value
    },
  }
}
