import type { AccountId } from '@windmill/claude-core'
import type { Milliseconds } from '../storage/adapter.ts'
import { type Hourly, hourly } from './hourly.ts'

export interface SchedulerJobs {
  /** Asks for a sync of every connected account. */
  readonly everyHour: () => Promise<void>
  /** Syncs one account. */
  readonly sync: (accountId: AccountId) => Promise<void>
  /** Tells of an error that the scheduler met and lives with. */
  readonly report: (error: unknown) => void
}

/** Decides when syncs run. */
export interface Scheduler {
  readonly start: (jobs: SchedulerJobs) => Promise<void>
  /** Asks for a sync of an account as soon as possible; does not wait for it. */
  readonly request: (accountId: AccountId) => Promise<void>
  /** When the next hourly sync is planned, or null before the start. */
  readonly nextRunAt: () => Milliseconds | null
  /** Begins no more syncs, from the moment of the call. The integration ends those that run meanwhile. */
  readonly stop: () => Promise<void>
}

/**
 * Schedules within this process: right for a single server. Where several run, each asks for every account, and the lease
 * lets one of them do the work.
 */
export const inProcess = (): Scheduler => {
  let jobs: SchedulerJobs | undefined
  let hours: Hourly | undefined
  return {
    async start(given) {
      jobs = given
      hours = hourly(() => given.everyHour().catch(given.report))
    },
    async request(accountId) {
      void jobs?.sync(accountId)
    },
    nextRunAt: () => hours?.nextRunAt() ?? null,
    async stop() {
      jobs = undefined
      hours?.stop()
    },
  }
}
