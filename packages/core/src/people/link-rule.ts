import type { Day } from '../time/day.ts'
import type { ClaudeUser } from './claude-user.ts'
import type { ClaudeUserId, EmployeeId } from './ids.ts'
import type { Link } from './link.ts'
import type { Matcher, MatchOutcome } from './matcher.ts'
import { isSameName } from './name-forms.ts'

export interface LinkRuleInput {
  /** All Claude users of the account. A link may depend on other Claude users with the same address. */
  readonly users: readonly ClaudeUser[]
  /** The current links. */
  readonly existing: ReadonlyMap<ClaudeUserId, Link>
  readonly matcher: Matcher
  /**
   * The first active day of each Claude user, by the days read so far. Users without activity are absent. Only the users
   * from `findUsersWithFormerOwners` are looked up. If omitted, each of them may have been active under a former owner.
   */
  readonly firstActive?: ReadonlyMap<ClaudeUserId, Day> | undefined
}

type Matched = Extract<MatchOutcome, { readonly kind: 'matched' }>

/** The address has one current owner, but the Claude user may belong to a former owner of the address. */
interface Ambiguity {
  readonly kind: 'conflict'
  /** The current owner, then the former owners sorted by id. */
  readonly employeeIds: readonly EmployeeId[]
  readonly reason: 'several_accounts' | 'former_owner'
}

/** The link that a Claude user should have, with the match of their address. Without a link, the outcome says why. */
export type LinkResult =
  | { readonly link: Link; readonly outcome: MatchOutcome }
  | { readonly link: null; readonly outcome: Exclude<MatchOutcome, Matched> | Ambiguity }

/**
 * Finds the Claude users with an address that also belonged to a former employee with another name. Their link depends on
 * their first active day. Usually only a few.
 */
export const findUsersWithFormerOwners = (users: readonly ClaudeUser[], matcher: Matcher): ClaudeUserId[] =>
  users.filter((user) => listFormerOwnerEnds(matcher.match(user), matcher).length > 0).map(({ id }) => id)

/**
 * Creates a function that decides the link of a Claude user. The first rule that applies decides:
 *
 * 1. A manual link stays.
 * 2. A link stays if the address matches no employee, so that a changed address loses nothing.
 * 3. A link to someone who has left (archived or removed) stays, even if the address now belongs to someone else. The new
 *    owner must not get the history of the former one.
 * 4. If the address matches no employee, or several employees tie for it, there is no link.
 * 5. There is no link either if the Claude user may belong to a former owner of the address:
 *    - `former_owner`: they were first active on or before the archived date of a former owner with another name.
 *    - `several_accounts`: the link would be new, other Claude users have the same address, and not every former owner is
 *      linked to one of those.
 * 6. Otherwise the Claude user is linked to the owner of the address.
 */
export const createLinkRule = ({
  users,
  existing,
  matcher,
  firstActive,
}: LinkRuleInput): ((user: ClaudeUser) => LinkResult) => {
  const decideByAddress = (user: ClaudeUser): LinkResult => {
    const outcome = matcher.match(user)
    const current = existing.get(user.id)
    if (current?.method === 'manual') return { link: current, outcome }
    // Without an employee, a link is always manual and was returned above.
    if (current?.employeeId) {
      const isOwner = outcome.kind === 'matched' && outcome.employeeId === current.employeeId
      const hasLeft = matcher.hasLeft(current.employeeId)
      if (outcome.kind === 'unmatched' || (hasLeft && !isOwner)) return { link: current, outcome }
    }
    return outcome.kind === 'matched' ? { link: createLink(user, outcome), outcome } : { link: null, outcome }
  }

  const wasActiveUnderFormerOwner = (user: ClaudeUser, outcome: Matched): boolean =>
    listFormerOwnerEnds(outcome, matcher).some((archivedOn) => {
      const firstActiveDay = firstActive ? firstActive.get(user.id) : archivedOn
      return firstActiveDay !== undefined && firstActiveDay <= archivedOn
    })

  // Several Claude users may have an address that belongs to a current and a former owner. Unless every former owner is
  // linked to one of the others, this one may be a former owner's. A link would give the current owner that history.
  let usersByEmailKey: ReadonlyMap<string | null, readonly ClaudeUser[]> | null = null
  const isUnclearAmongSeveral = (user: ClaudeUser, { former }: Matched): boolean => {
    if (former.length === 0) return false
    usersByEmailKey ??= Map.groupBy(users, matcher.getEmailKey)
    const others = (usersByEmailKey.get(matcher.getEmailKey(user)) ?? []).filter(({ id }) => id !== user.id)
    const linkedIds = others.map((other) => decideByAddress(other).link?.employeeId)
    return others.length > 0 && !former.every((id) => linkedIds.includes(id))
  }

  const findAmbiguity = (user: ClaudeUser, outcome: Matched): Ambiguity['reason'] | null => {
    if (wasActiveUnderFormerOwner(user, outcome)) return 'former_owner'
    const isNewLink = existing.get(user.id)?.employeeId !== outcome.employeeId
    return isNewLink && isUnclearAmongSeveral(user, outcome) ? 'several_accounts' : null
  }

  return (user) => {
    const result = decideByAddress(user)
    const { link, outcome } = result
    if (outcome.kind !== 'matched' || link?.method === 'manual' || link?.employeeId !== outcome.employeeId) {
      return result
    }
    const reason = findAmbiguity(user, outcome)
    if (reason === null) return result
    return { link: null, outcome: { kind: 'conflict', employeeIds: [outcome.employeeId, ...outcome.former], reason } }
  }
}

/**
 * Lists the archived dates of the address's former owners. A former owner with the same name as the current one is left
 * out: they are the same person, who came back under another id.
 */
const listFormerOwnerEnds = (outcome: MatchOutcome, matcher: Matcher): Day[] => {
  if (outcome.kind !== 'matched') return []
  const owner = matcher.findEmployee(outcome.employeeId)
  return outcome.former.flatMap((id) => {
    const former = matcher.findEmployee(id)
    return owner && former?.archivedOn && !isSameName(owner.name, former.name) ? [former.archivedOn] : []
  })
}

const createLink = (user: ClaudeUser, { employeeId, method }: Matched): Link => ({
  claudeUserId: user.id,
  employeeId,
  method,
  ignored: false,
})
