import type { AccountId } from '@windmill/claude-core'
import type { EpochMilliseconds } from '../storage/adapter.ts'

/** The work that the integration hands to a `Scheduler` when it starts. */
export interface SchedulerJobs {
  /** Requests a sync of every connected account. */
  readonly syncAllAccounts: () => Promise<void>
  /** Syncs one account. Resolves when the run has ended. */
  readonly sync: (accountId: AccountId) => Promise<void>
  /** Logs an error that the scheduler recovered from. */
  readonly report: (error: unknown) => void
}

/** Decides when and where syncs run. */
export interface Scheduler {
  /** Starts the hourly schedule and accepts requests from then on. */
  readonly start: (jobs: SchedulerJobs) => Promise<void>
  /** Requests a sync of an account as soon as possible, without waiting for it to run. */
  readonly request: (accountId: AccountId) => Promise<void>
  /** Time of the next hourly sync, in milliseconds since 1970. Null before `start`. */
  readonly nextRunAt: () => EpochMilliseconds | null
  /** Starts no more syncs from the moment of the call. The integration ends the running ones at the same time. */
  readonly stop: () => Promise<void>
}
