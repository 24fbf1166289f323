import { createRandom, type Random } from '../random.ts'

/** Random draws for one member's day. */
export interface Draws {
  readonly random: Random
  /** Draws true with the given probability, from 0 to 1. */
  readonly chance: (probability: number) => boolean
  /** Draws an integer around `mean`, from about `0.4 * mean` to `1.6 * mean + 1`. */
  readonly count: (mean: number) => number
}

/** Creates the draws for a key. Equal keys give equal sequences. */
export const createDraws = (key: number): Draws => {
  const random = createRandom(key)
  return {
    random,
    chance: (probability) => random() < probability,
    count: (mean) => Math.floor(mean * (0.4 + 1.2 * random()) + random()),
  }
}
