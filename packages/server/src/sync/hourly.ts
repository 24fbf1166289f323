import { Cron } from 'croner'
import type { Milliseconds } from '../storage/adapter.ts'

/** The minute of the hour, in UTC, at which accounts are synced. Claude publishes a new day around half past. */
const minute = 40

export interface Hourly {
  readonly nextRunAt: () => Milliseconds | null
  readonly stop: () => void
}

/** Runs something at the minute of every hour at which accounts are synced. Does not keep the process alive. */
export const hourly = (run: () => Promise<void>): Hourly => {
  const cron = new Cron(`${minute} * * * *`, { timezone: 'UTC', unref: true }, run)
  return { nextRunAt: () => cron.nextRun()?.getTime() ?? null, stop: () => cron.stop() }
}
