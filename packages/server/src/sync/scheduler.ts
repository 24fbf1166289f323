import type { AccountId } from '@windmill/claude-core'
import type { EpochMilliseconds } from '../storage/adapter.ts'

/** The functions that the integration passes to a `Scheduler` at its start. */
export interface SchedulerJobs {
  /** Requests a sync of every connected account. Rejects if that fails, so that it can be tried again. */
  readonly syncAllAccounts: () => Promise<void>
  /**
   * Requests a sync of every account that has an open request, from any process. Call it every few seconds. Rejects if
   * that fails.
   */
  readonly syncRequestedAccounts: () => Promise<void>
  /** Syncs one account. Resolves when the run has ended. */
  readonly sync: (accountId: AccountId) => Promise<void>
  /** Logs an error that the scheduler recovered from. */
  readonly reportError: (error: unknown) => void
}

/** Decides when and where syncs run. */
export interface Scheduler {
  /** Starts the hourly schedule and accepts requests from then on. */
  readonly start: (jobs: SchedulerJobs) => Promise<void>
  /**
   * Requests a sync of each account as soon as possible, in this order. Resolves without waiting for the syncs. The
   * integration calls it between `start` and `stop` only, once an hour with every connected account.
   */
  readonly request: (accountIds: readonly AccountId[]) => Promise<void>
  /** Deletes what the scheduler has stored about an account. Called after the account is erased. */
  readonly forget?: (accountId: AccountId) => Promise<void>
  /** Time of the next hourly sync, in milliseconds since 1970. Null before `start` and after `stop`. */
  readonly getNextRunAt: () => EpochMilliseconds | null
  /**
   * Starts no more syncs from the moment of the call. The integration ends the running syncs at the same time. The
   * returned promise may wait for them.
   */
  readonly stop: () => Promise<void>
}
