import { type Random, randomFrom } from '../random.ts'

/** The dice of one member's day. */
export interface Draws {
  readonly random: Random
  readonly chance: (probability: number) => boolean
  /** A whole number around `mean`, from less than half to more than one and a half times of it. */
  readonly count: (mean: number) => number
}

/** The same key always throws the same dice. */
export const createDraws = (key: number): Draws => {
  const random = randomFrom(key)
  return {
    random,
    chance: (probability) => random() < probability,
    count: (mean) => Math.floor(mean * (0.4 + 1.2 * random()) + random()),
  }
}
