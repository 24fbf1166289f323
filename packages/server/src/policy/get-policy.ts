import type { AccountId } from '@windmill/claude-core'
import type { AccountPolicy } from '../storage/adapter.ts'

/**
 * Returns the policy of an account that is in force. While the host's function fails, that is the one that was applied
 * last.
 * @throws The error of the host's function, or `ConfigurationError` `host_timeout` or `option_invalid`, if it fails
 *   before any policy was applied.
 */
export type GetPolicy = (accountId: AccountId) => Promise<AccountPolicy>
