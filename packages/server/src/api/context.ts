import type { AccountId, EmailRules } from '@windmill/claude-core'
import type { AnalyticsClient } from '@windmill/claude-core/api'
import type { Clock } from '../clock.ts'
import type { Logger } from '../logger.ts'
import type { DirectoryKeeper } from '../people/directory-keeper.ts'
import type { StorageAdapter } from '../storage/adapter.ts'
import type { Runner } from '../sync/runner.ts'
import type { Scheduler } from '../sync/scheduler.ts'
import type { Vault } from '../vault/keyring.ts'

/** Dependencies of the operations. */
export interface Context {
  readonly storage: StorageAdapter
  readonly vault: Vault
  readonly directory: DirectoryKeeper
  readonly emailRules: EmailRules | undefined
  /** Retention of access records, in days. */
  readonly accessRetentionDays: number
  readonly runner: Runner
  readonly scheduler: Scheduler
  readonly clock: Clock
  readonly logger: Logger
  readonly requestsPerMinute: number
  readonly createClient: (
    accountId: AccountId,
    apiKey: string,
    options: { readonly maxAttempts: number },
  ) => AnalyticsClient
}
