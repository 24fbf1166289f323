import type { ClaudeUser, Link } from './matching.ts'
import { createLinkRule, type SettleInput } from './settle-link.ts'

export interface ReconcileInput extends Omit<SettleInput, 'everyone'> {
  /** Those whose links are asked for. */
  readonly users: readonly ClaudeUser[]
  /**
   * All claude users of the account, where `users` are only some of them: others may have the same address. Called only
   * where that matters, which is rare.
   */
  readonly everyone?: SettleInput['everyone']
}

/** The links of `users` as they should be, one at most for each, whatever the order of anything. */
export const reconcileLinks = ({ users, everyone = () => users, existing, matcher }: ReconcileInput): Link[] => {
  const settle = createLinkRule({ everyone, existing, matcher })
  return users.flatMap((user) => settle(user).link ?? [])
}
