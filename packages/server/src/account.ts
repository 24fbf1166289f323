import { type AccountId, accountId } from '@windmill/claude-core'
import { ConfigurationError } from './configuration-error.ts'
import { isStorableId } from './storage/input.ts'

/**
 * The account that the host means. Refuses one that nothing can be kept under: changed to fit, an odd id could become
 * another customer's; and where it is missing, all customers would share one account. Throws a `ConfigurationError`.
 */
export const parseAccount = (id: string): AccountId => {
  // The host's own code gives it, and that need not be typed.
  if (typeof id === 'string' && id !== '' && isStorableId(id)) return accountId(id)
  throw new ConfigurationError(
    'account_invalid',
    `The account id ${JSON.stringify(id)} cannot be used: it must be a text that is not empty and holds neither ` +
      'U+0000 nor half a surrogate pair. Nothing was read or written. Give the id under which you know this customer.',
  )
}
