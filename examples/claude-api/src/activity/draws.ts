import { createRandom, type Random } from '../random.ts'

/** Random draws for one member's day. */
export interface Draws {
  /** Draws a number from 0 (inclusive) to 1 (exclusive). */
  readonly random: Random
  /** Draws true with the given probability, from 0 to 1. */
  readonly drawBoolean: (probability: number) => boolean
  /** Draws an integer with the given mean, from `0.4 * mean` rounded down to `1.6 * mean` rounded up. */
  readonly drawCount: (mean: number) => number
}

/** Creates the draws for a key, an integer. Equal keys give equal sequences. */
export const createDraws = (key: number): Draws => {
  const random = createRandom(key)
  return {
    random,
    drawBoolean: (probability) => random() < probability,
    drawCount: (mean) => Math.floor(mean * (0.4 + 1.2 * random()) + random()),
  }
}
