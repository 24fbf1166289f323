import type { ClaudeUserId, EmployeeId } from './ids.ts'
import type { ClaudeUser, Link, Matcher, MatchOutcome } from './matching.ts'

export interface SettleInput {
  /** All claude users of the account: whose one is may depend on who else has the address. */
  readonly users: readonly ClaudeUser[]
  /** The links as they are. */
  readonly existing: ReadonlyMap<ClaudeUserId, Link>
  readonly matcher: Matcher
}

export interface Settled {
  /** The link as it should be; null: none. */
  readonly link: Link | null
  readonly outcome: MatchOutcome
}

/**
 * The link of a claude user as it should be. A manual link stays. A link to someone who has left stays too: whoever has
 * the address now would otherwise get their history. Any other link follows the address; where nobody has it any more it
 * stays, so that a changed address loses nothing. Where it cannot be known whose the address is, a link ends.
 */
export const createLinkRule = ({ users, existing, matcher }: SettleInput): ((user: ClaudeUser) => Settled) => {
  const byAddress = (user: ClaudeUser): Settled => {
    const outcome = matcher.match(user)
    const current = existing.get(user.id)
    if (current?.method === 'manual') return { link: current, outcome }
    // Only a manual link is to nobody.
    const linked = current?.employeeId ? current : null
    const isTheirs = outcome.kind === 'matched' && outcome.employeeId === linked?.employeeId
    const hasLeft = linked?.employeeId && matcher.hasLeft(linked.employeeId)
    if (outcome.kind === 'unmatched' || (hasLeft && !isTheirs)) return { link: linked, outcome }
    return { link: outcome.kind === 'matched' ? linkTo(user, outcome) : null, outcome }
  }

  // Someone who has left and someone who is here may share an address, and several claude users have it. Unless one of
  // those is the former owner's, each of them may be: linked to who is here, they would give them another's history.
  let byKey: ReadonlyMap<string | null, readonly ClaudeUser[]> | null = null
  const mayBeFormers = (user: ClaudeUser, former: readonly EmployeeId[]): boolean => {
    if (former.length === 0) return false
    byKey ??= Map.groupBy(users, matcher.keyOf)
    const others = (byKey.get(matcher.keyOf(user)) ?? []).filter(({ id }) => id !== user.id)
    const owners = others.map((other) => byAddress(other).link?.employeeId)
    return others.length > 0 && !former.some((id) => owners.includes(id))
  }

  return (user) => {
    const { link, outcome } = byAddress(user)
    const isNew = link?.employeeId !== existing.get(user.id)?.employeeId
    if (isNew && outcome.kind === 'matched' && mayBeFormers(user, outcome.former)) return { link: null, outcome }
    return { link, outcome }
  }
}

const linkTo = (
  user: ClaudeUser,
  { employeeId, method }: Extract<MatchOutcome, { readonly kind: 'matched' }>,
): Link => ({
  claudeUserId: user.id,
  employeeId,
  method,
  ignored: false,
})
