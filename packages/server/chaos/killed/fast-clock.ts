import { type Clock, systemClock } from '../../src/clock.ts'

/**
 * Ties simulated time to real time, so that processes can share a clock. It can be passed as JSON. Both times are in
 * milliseconds since 1970.
 */
export interface Epoch {
  /** An instant in real time. */
  readonly realTime: number
  /** The same instant in simulated time. */
  readonly simulatedTime: number
}

/**
 * Speed of simulated time, as a multiple of real time. The lease of a killed process, 30 seconds, expires after
 * 0.6 real seconds. A minute of the rate limit takes 1.2 real seconds.
 */
export const speed = 50

/**
 * Builds SQL that gives the tables in schema `claude` the simulated time of the epoch.
 * @param storageSpeed - Speed of the simulated time, as a multiple of real time. `@default` 50, as `speed`
 */
export const buildStorageTimeSql = ({ realTime, simulatedTime }: Epoch, storageSpeed: number = speed): string => `
  create or replace function claude.storage_time() returns timestamptz language sql volatile as $$
    select to_timestamp(${simulatedTime} / 1000.0)
      + (pg_catalog.clock_timestamp() - to_timestamp(${realTime} / 1000.0)) * ${storageSpeed} $$`

/** Creates a clock that runs faster than real time. Every process with the same epoch reads the same time. */
export const createFastClock = ({ realTime, simulatedTime }: Epoch): Clock => ({
  monotonicNow: () => performance.now() * speed,
  now: () => simulatedTime + (Date.now() - realTime) * speed,
  sleep: (milliseconds, signal) => systemClock.sleep(milliseconds / speed, signal),
})
