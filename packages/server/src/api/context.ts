import type { AccountId, EmailRules } from '@windmill/claude-core'
import type { Clock } from '../clock.ts'
import type { Logger } from '../logger.ts'
import type { DirectoryKeeper } from '../people/directory-keeper.ts'
import type { GetPolicy } from '../policy/get-policy.ts'
import type { StorageAdapter } from '../storage/adapter.ts'
import type { ClientFactory } from '../sync/create-client-factory.ts'
import type { Runner } from '../sync/runner.ts'
import type { Scheduler } from '../sync/scheduler.ts'
import type { Vault } from '../vault/keyring.ts'
import type { KeyCheckLimiter } from './key-check-limiter.ts'
import type { ReadLimiter } from './read-limiter.ts'

/** Dependencies of the operations in this folder. */
export interface Context {
  readonly storage: StorageAdapter
  readonly vault: Vault
  readonly directory: DirectoryKeeper
  readonly emailRules: EmailRules | undefined
  readonly getPolicy: GetPolicy
  readonly runner: Runner
  readonly scheduler: Scheduler
  /** Starts a requested sync without waiting for it, if this process syncs. */
  readonly requestSync: (accountId: AccountId) => Promise<void>
  readonly clock: Clock
  /** Bounds how many reads over many people run at once. */
  readonly readLimiter: ReadLimiter
  /**
   * Bounds how many reads of a team's first rows run at once. These reads are short, and must not wait for longer
   * reads.
   */
  readonly firstRowsLimiter: ReadLimiter
  readonly logger: Logger
  /** Maximum requests per minute to Claude's API. */
  readonly requestsPerMinute: number
  readonly createClient: ClientFactory
  readonly keyCheckLimiter: KeyCheckLimiter
}
