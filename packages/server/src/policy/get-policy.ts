import type { AccountId } from '@windmill/claude-core'
import type { AccountPolicy } from '../storage/adapter.ts'

/**
 * Returns the policy that is in force for an account. While the host's function fails, the policy that was applied last
 * stays in force.
 * @throws The error of the host's function, or `ConfigurationError` `host_timeout` or `option_invalid`, if it fails
 *   before any policy was applied.
 */
export type GetPolicy = (accountId: AccountId) => Promise<AccountPolicy>
