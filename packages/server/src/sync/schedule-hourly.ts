import { Cron } from 'croner'
import type { EpochMilliseconds } from '../storage/adapter.ts'

/** Minute of the hour (UTC) at which accounts are synced. Claude publishes a new day around half past. */
const syncMinute = 40

export interface HourlySchedule {
  /** Time of the next call, or null when none is scheduled. */
  readonly nextRunAt: () => EpochMilliseconds | null
  readonly stop: () => void
}

/** Calls `run` once an hour, at the sync minute. Does not keep the process alive. */
export const scheduleHourly = (run: () => Promise<void>): HourlySchedule => {
  const cron = new Cron(`${syncMinute} * * * *`, { timezone: 'UTC', unref: true }, run)
  return { nextRunAt: () => cron.nextRun()?.getTime() ?? null, stop: () => cron.stop() }
}
