import type { ClaudeUserId } from './ids.ts'
import type { ClaudeUser, Link, Matcher } from './matching.ts'
import { createAccountCheck } from './several-accounts.ts'

export interface ReconcileInput {
  /** Those whose links are asked for. */
  readonly users: readonly ClaudeUser[]
  /**
   * All claude users of the account, where `users` are only some of them: others may have the same address. Called only
   * where that matters, which is rare.
   */
  readonly everyone?: () => Iterable<ClaudeUser>
  /** The links as they are, of everyone. */
  readonly existing: ReadonlyMap<ClaudeUserId, Link>
  readonly matcher: Matcher
}

/**
 * The links of `users` as they should be, one at most for each. A manual link stays. A link to someone who has left
 * stays too: whoever has the address now would otherwise get their history. Any other link follows the address; where
 * nobody has it any more it stays, so that a changed address loses nothing, and where several have it, it ends.
 */
export const reconcileLinks = ({ users, everyone = () => users, existing, matcher }: ReconcileInput): Link[] => {
  const isOneOfSeveral = createAccountCheck(everyone, existing, matcher)
  return users.flatMap((user): Link[] => {
    const current = existing.get(user.id)
    if (current?.method === 'manual') return [current]
    if (current?.employeeId && matcher.hasLeft(current.employeeId)) return [current]
    const outcome = matcher.match(user)
    if (outcome.kind === 'unmatched') return current?.employeeId ? [current] : []
    if (outcome.kind === 'conflict') return []
    const isSettled = current?.employeeId === outcome.employeeId
    if (!isSettled && isOneOfSeveral(user, outcome)) return []
    return [{ claudeUserId: user.id, employeeId: outcome.employeeId, method: outcome.method, ignored: false }]
  })
}
