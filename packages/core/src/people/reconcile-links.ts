import type { Link } from './link.ts'
import { createLinkRule, type LinkRuleInput } from './link-rule.ts'

/**
 * Returns the links that the Claude users should have by the link rule (see `createLinkRule`): at most one per Claude
 * user, in the order of `users`. Apart from that, the order of the input does not matter.
 */
export const reconcileLinks = (input: LinkRuleInput): Link[] => {
  const decideLink = createLinkRule(input)
  return input.users.flatMap((user) => decideLink(user).link ?? [])
}
