import type { EmailRules } from '@windmill/claude-core'
import type { Clock } from '../clock.ts'
import type { StorageAdapter } from '../storage/adapter.ts'

/** Dependencies of linking. */
export interface LinkingContext {
  readonly storage: StorageAdapter
  readonly clock: Clock
  readonly emailRules: EmailRules | undefined
}
