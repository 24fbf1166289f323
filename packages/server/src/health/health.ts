import type { Day, Instant, ProblemCode } from '@windmill/claude-core'
import type { ConnectionRecord } from '../storage/adapter.ts'

/** The state of this process and of its accounts. It has no figure and no key. */
export interface Health {
  /** Whether requests can be answered: the storage is open and answers. */
  readonly isReady: boolean
  /** Why requests cannot be answered. Null if they can. */
  readonly problem: HealthProblem | null
  /** Time of the next hourly sync. Null if this process does not sync. */
  readonly nextSyncAt: Instant | null
  /** Number of reads of teams, adoption and exports in this process that took over 5 seconds, within the last hour. */
  readonly slowReads: number
  /** The accounts, ordered by id. Empty if the storage cannot be read. */
  readonly accounts: readonly AccountHealth[]
}

/** Why something does not work, without any secret. */
export interface HealthProblem {
  /** The code of a `StorageError` or a `ProblemError`, or `failed` for any other error. */
  readonly code: string
  readonly message: string
}

/** The state of one account. */
export interface AccountHealth {
  readonly accountId: string
  readonly status: ConnectionRecord['status']
  /** The problem that an admin has to solve. Null if there is none. */
  readonly attention: ProblemCode | null
  /** The newest day that was read. Null before the first one. */
  readonly newestDay: Day | null
  /** Whether no newer day was read for 48 hours. */
  readonly isLate: boolean
  /** When a sync last finished without an interruption. Null before that. */
  readonly lastSyncAt: Instant | null
  /** What interrupted the last sync. `code` is null if only the `logger` got the cause. Null after a success. */
  readonly lastFailure: { readonly at: Instant; readonly code: string | null } | null
  /** Whether a sync is running in any process. */
  readonly isSyncing: boolean
  /** When the directory was last read as a whole. Null before that. */
  readonly directoryReadAt: Instant | null
  /** Whether the directory is so old that managers see nobody. */
  readonly isDirectoryStale: boolean
  /** Number of Claude users without an employee, after the last sync. Null before the first sync. */
  readonly unmatched: number | null
  /**
   * Requests to Claude that the account's organization has left in this minute. Null if the organization is unknown.
   */
  readonly requestsLeft: number | null
}
