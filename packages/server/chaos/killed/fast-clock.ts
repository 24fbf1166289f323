import { type Clock, systemClock } from '../../src/clock.ts'

/** Ties a world's time to the machine's, so that processes can share it. A JSON value. */
export interface Epoch {
  /** The same instant in both, in milliseconds since 1970. */
  readonly machine: number
  readonly world: number
}

/** How much faster the world's time runs: a dead process's lease of 30 seconds is over in 0.6, a minute's budget in 1.2. */
export const speed = 50

/** The world's clock: every process that is given the same epoch reads the same time. */
export const fastClock = ({ machine, world }: Epoch): Clock => ({
  now: () => world + (Date.now() - machine) * speed,
  sleep: (milliseconds, signal) => systemClock.sleep(milliseconds / speed, signal),
})
