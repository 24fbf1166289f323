import type { Link } from './link.ts'
import { createLinkRule, type LinkRuleInput } from './link-rule.ts'

/** The links of all claude users as they should be, one at most for each, whatever the order of anything. */
export const reconcileLinks = (input: LinkRuleInput): Link[] => {
  const settle = createLinkRule(input)
  return input.users.flatMap((user) => settle(user).link ?? [])
}
