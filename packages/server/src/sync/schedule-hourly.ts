import type { EpochMilliseconds } from '../storage/adapter.ts'

/** Minute of each UTC hour at which accounts are synced. The API starts to serve a new day around minute 30. */
const syncMinute = 40

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const offsetMs = syncMinute * minuteMs
/** Maximum time until the clock is read again, so that a clock that is set delays a call by at most a minute. */
const maxSleepMs = minuteMs

/** A schedule that runs until it is stopped. */
export interface HourlySchedule {
  /** Time of the next call. Null when none is scheduled. */
  readonly getNextRunAt: () => EpochMilliseconds | null
  /** Stops the schedule. It makes no more calls. */
  readonly stop: () => void
}

/**
 * Calls `run` at minute 40 of each UTC hour until it is stopped. A clock that is set into another hour causes one call.
 * The schedule does not keep the process alive.
 */
export const scheduleHourly = (run: () => Promise<void>): HourlySchedule => {
  const computeHourIndex = (): number => Math.floor((Date.now() - offsetMs) / hourMs)
  const computeNextRunAt = (): EpochMilliseconds => (computeHourIndex() + 1) * hourMs + offsetMs
  let lastHour = computeHourIndex()
  let isStopped = false
  let timer: NodeJS.Timeout | undefined

  const sleep = (): void => {
    timer = setTimeout(wake, Math.min(computeNextRunAt() - Date.now(), maxSleepMs)).unref()
  }
  const wake = (): void => {
    const hour = computeHourIndex()
    const isDue = hour !== lastHour
    lastHour = hour
    sleep()
    if (isDue) void run()
  }
  sleep()
  return {
    getNextRunAt: () => (isStopped ? null : computeNextRunAt()),
    stop() {
      isStopped = true
      clearTimeout(timer)
    },
  }
}
