import { type AccountId, accountId } from '@windmill/claude-core'
import { ConfigurationError } from './configuration-error.ts'
import { idRequirement, isId } from './is-id.ts'

/**
 * Validates the host's account id, and returns it unchanged. An id is never altered to make it storable, since the
 * result could equal the id of another account. An empty id is invalid, since all accounts could end up sharing it.
 * @param advice - What the developer should do about an invalid id.
 * @throws `ConfigurationError` `account_invalid`.
 */
export const parseAccountId = (id: string, advice = 'Give your own id of this customer.'): AccountId => {
  // The host's code may be untyped.
  if (isId(id)) return accountId(id)
  const shownId = typeof id === 'bigint' ? `${id}n` : JSON.stringify(id)
  throw new ConfigurationError(
    'account_invalid',
    `The account id ${shownId} cannot be used: it must be ${idRequirement}. Nothing was read or written. ${advice}`,
  )
}
