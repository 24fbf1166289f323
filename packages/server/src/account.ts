import type { AccountId } from '@windmill/claude-core'
import { ConfigurationError } from './configuration-error.ts'
import { isStorableId } from './storage/input.ts'

/**
 * Refuses an account that nothing can be kept under. Changed to fit, an odd id could become another customer's; and
 * where it is missing, all customers would share one account. Throws a `ConfigurationError`.
 */
export const checkAccount = (accountId: AccountId): void => {
  // The host's own code gives it, and that need not be typed.
  if (typeof accountId === 'string' && accountId !== '' && isStorableId(accountId)) return
  throw new ConfigurationError(
    'account_invalid',
    `The account id ${JSON.stringify(accountId)} cannot be used: it must be a text that is not empty and holds neither ` +
      'U+0000 nor half a surrogate pair. Nothing was read or written. Give the id under which you know this customer.',
  )
}
