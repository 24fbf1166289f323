import { Cron } from 'croner'
import type { EpochMilliseconds } from '../storage/adapter.ts'

/** Minute of each UTC hour at which accounts are synced. The API starts to serve a new day around minute 30. */
const syncMinute = 40

/** A schedule that runs until it is stopped. */
export interface HourlySchedule {
  /** Time of the next call. Null when none is scheduled. */
  readonly getNextRunAt: () => EpochMilliseconds | null
  /** Stops the schedule. It makes no more calls. */
  readonly stop: () => void
}

/** Calls `run` at minute 40 of each UTC hour until it is stopped. The schedule does not keep the process alive. */
export const scheduleHourly = (run: () => Promise<void>): HourlySchedule => {
  const cron = new Cron(`${syncMinute} * * * *`, { timezone: 'UTC', unref: true }, run)
  return { getNextRunAt: () => cron.nextRun()?.getTime() ?? null, stop: () => cron.stop() }
}
