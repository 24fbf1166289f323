import type { AccountId } from '@windmill/claude-core'
import { Cron } from 'croner'
import type { Milliseconds } from '../storage/adapter.ts'

export interface SchedulerJobs {
  /** Asks for a sync of every connected account. */
  readonly everyHour: () => Promise<void>
  /** Syncs one account. */
  readonly sync: (accountId: AccountId) => Promise<void>
}

/** Decides when syncs run. */
export interface Scheduler {
  readonly start: (jobs: SchedulerJobs) => Promise<void>
  /** Asks for a sync of an account as soon as possible; does not wait for it. */
  readonly request: (accountId: AccountId) => Promise<void>
  /** When the next hourly sync is planned, or null before the start. */
  readonly nextRunAt: () => Milliseconds | null
  readonly stop: () => Promise<void>
}

/** The minute of the hour at which accounts are synced. Claude publishes a new day around half past. */
const minute = 40

/** Schedules within this process: right for a single server. Where several run, the lease lets one of them do the work. */
export const inProcess = (): Scheduler => {
  let jobs: SchedulerJobs | undefined
  let cron: Cron | undefined
  return {
    async start(given) {
      jobs = given
      cron = new Cron(`${minute} * * * *`, { unref: true }, given.everyHour)
    },
    async request(accountId) {
      void jobs?.sync(accountId)
    },
    nextRunAt: () => cron?.nextRun()?.getTime() ?? null,
    async stop() {
      cron?.stop()
    },
  }
}
