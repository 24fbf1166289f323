import { type Clock, systemClock } from '../../src/clock.ts'

/** Ties simulated time to real time, so that processes can share a clock. A JSON value, in milliseconds since 1970. */
export interface Epoch {
  /** An instant in real time… */
  readonly realTime: number
  /** …and the same instant in simulated time. */
  readonly simulatedTime: number
}

/**
 * How much faster simulated time runs. A crashed process's lease of 30 seconds expires after 0.6 real seconds, and a
 * minute's request budget is back after 1.2.
 */
export const speed = 50

/** A clock that runs faster than real time. Every process with the same epoch reads the same time. */
export const createFastClock = ({ realTime, simulatedTime }: Epoch): Clock => ({
  now: () => simulatedTime + (Date.now() - realTime) * speed,
  sleep: (milliseconds, signal) => systemClock.sleep(milliseconds / speed, signal),
})
