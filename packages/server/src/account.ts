import type { AccountId } from '@windmill/claude-core'
import { ConfigurationError } from './configuration-error.ts'
import { anId, isId } from './id.ts'

/**
 * Refuses an account that nothing can be kept under. Changed to fit, an odd id could become another customer's; and
 * where it is missing, all customers would share one account. Throws a `ConfigurationError`.
 */
export const checkAccount = (accountId: AccountId): void => {
  // The host's own code gives it, and that need not be typed.
  if (isId(accountId)) return
  const shown = typeof accountId === 'bigint' ? `${accountId}n` : JSON.stringify(accountId)
  throw new ConfigurationError(
    'account_invalid',
    `The account id ${shown} cannot be used: it must be ${anId}. Nothing was read or written. ` +
      'Give the id under which you know this customer.',
  )
}
