import { type AccountId, accountId } from '@windmill/claude-core'
import { ConfigurationError } from './configuration-error.ts'
import { idRequirement, isId } from './id.ts'

/**
 * Parses the host's account id. Never alters an id to make it storable: the result could equal another account's id, and
 * an empty id would make all accounts share one.
 * @throws `ConfigurationError` `account_invalid`.
 */
export const parseAccount = (id: string): AccountId => {
  // The host's code may be untyped.
  if (isId(id)) return accountId(id)
  const shown = typeof id === 'bigint' ? `${id}n` : JSON.stringify(id)
  throw new ConfigurationError(
    'account_invalid',
    `The account id ${shown} cannot be used: it must be ${idRequirement}. Nothing was read or written. ` +
      'Give the id under which you know this customer.',
  )
}
