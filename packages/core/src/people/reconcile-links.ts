import type { Link } from './link.ts'
import { createLinkRule, type LinkRuleInput } from './link-rule.ts'

/**
 * Returns the links that all Claude users should have by the link rule: at most one per Claude user, in the order of
 * `users`. The links do not depend on the order of any input.
 */
export const reconcileLinks = (input: LinkRuleInput): Link[] => {
  const decideLink = createLinkRule(input)
  return input.users.flatMap((user) => decideLink(user).link ?? [])
}
