import { type AccountId, accountId } from '@windmill/claude-core'
import { ConfigurationError } from './configuration-error.ts'
import { anId, isId } from './id.ts'

/**
 * The account that the host means. Refuses one that nothing can be kept under: changed to fit, an odd id could become
 * another customer's; and where it is missing, all customers would share one account. Throws a `ConfigurationError`.
 */
export const parseAccount = (id: string): AccountId => {
  // The host's own code gives it, and that need not be typed.
  if (isId(id)) return accountId(id)
  const shown = typeof id === 'bigint' ? `${id}n` : JSON.stringify(id)
  throw new ConfigurationError(
    'account_invalid',
    `The account id ${shown} cannot be used: it must be ${anId}. Nothing was read or written. ` +
      'Give the id under which you know this customer.',
  )
}
