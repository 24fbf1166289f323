import type { Link } from './matching.ts'
import { createLinkRule, type SettleInput } from './settle-link.ts'

/** The links of all claude users as they should be, one at most for each, whatever the order of anything. */
export const reconcileLinks = (input: SettleInput): Link[] => {
  const settle = createLinkRule(input)
  return input.users.flatMap((user) => settle(user).link ?? [])
}
