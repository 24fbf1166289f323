import { normalizeEmail } from '@windmill/claude-core'
import type { Matcher } from '@windmill/claude-core/internal'

/**
 * Lists the keys by which an address of an erased or protected person is recognized: the key by the e-mail rules, and
 * the address itself, which stays the same when the host changes the rules. Empty without a valid address.
 */
export const listEmailKeys = (
  { getEmailKey }: Pick<Matcher, 'getEmailKey'>,
  email: string | null,
): readonly string[] => {
  const address = email === null ? null : normalizeEmail(email)
  return address === null ? [] : [...new Set([address, getEmailKey({ email }) ?? address])]
}
