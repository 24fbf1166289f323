import type { Day } from '../time/day.ts'
import type { ClaudeUser } from './claude-user.ts'
import type { ClaudeUserId, EmployeeId } from './ids.ts'
import type { Link } from './link.ts'
import type { Matcher, MatchOutcome } from './matcher.ts'
import { isSameName } from './name-forms.ts'

export interface LinkRuleInput {
  /** All claude users of the account: whose one is may depend on who else has the address. */
  readonly users: readonly ClaudeUser[]
  /** The links as they are. */
  readonly existing: ReadonlyMap<ClaudeUserId, Link>
  readonly matcher: Matcher
  /**
   * The first day on which each claude user did anything, as far as it was read, without those who never did. Only those
   * whom `withFormerOwners` names are looked up. Where it is left out, each of them may be a former owner's.
   */
  readonly firstActive?: ReadonlyMap<ClaudeUserId, Day> | undefined
}

type Matched = Extract<MatchOutcome, { readonly kind: 'matched' }>

/** One person has the address now, and one who had it before may be whose the claude user is. */
interface Ambiguity {
  readonly kind: 'conflict'
  /** Who is here, then those who have left, by id. */
  readonly employeeIds: readonly EmployeeId[]
  readonly reason: 'several_accounts' | 'former_owner'
}

/** The link of a claude user as it should be, and whose the address is; without a link, why there is none. */
export type LinkResult =
  | { readonly link: Link; readonly outcome: MatchOutcome }
  | { readonly link: null; readonly outcome: Exclude<MatchOutcome, Matched> | Ambiguity }

/**
 * The claude users whose address one person has who is here, and someone with another name who has left: whose they are
 * depends on when they were first active. Usually a few.
 */
export const findUsersWithFormerOwners = (users: readonly ClaudeUser[], matcher: Matcher): ClaudeUserId[] =>
  users.filter((user) => formerOwners(matcher.match(user), matcher).length > 0).map(({ id }) => id)

/**
 * The link of a claude user as it should be. A manual link stays. A link to someone who has left, whether archived or
 * removed, stays too: whoever has the address now would otherwise get their history. Any other link follows the address;
 * where nobody has it any more it stays, so that a changed address loses nothing. Where it cannot be known whose the
 * address is, or was while the claude user was active, a link ends.
 */
export const createLinkRule = ({
  users,
  existing,
  matcher,
  firstActive,
}: LinkRuleInput): ((user: ClaudeUser) => LinkResult) => {
  const byAddress = (user: ClaudeUser): LinkResult => {
    const outcome = matcher.match(user)
    const current = existing.get(user.id)
    if (current?.method === 'manual') return { link: current, outcome }
    // Only a manual link is to nobody.
    if (current?.employeeId) {
      const isTheirs = outcome.kind === 'matched' && outcome.employeeId === current.employeeId
      const hasLeft = matcher.hasLeft(current.employeeId)
      if (outcome.kind === 'unmatched' || (hasLeft && !isTheirs)) return { link: current, outcome }
    }
    return outcome.kind === 'matched' ? { link: linkTo(user, outcome), outcome } : { link: null, outcome }
  }

  /** Whether there is activity from a time when a former owner was still here. */
  const isFromTheirTime = (user: ClaudeUser, outcome: Matched): boolean =>
    formerOwners(outcome, matcher).some((archivedOn) => {
      const first = firstActive ? firstActive.get(user.id) : archivedOn
      return first !== undefined && first <= archivedOn
    })

  // Someone who has left and someone who is here may share an address, and several claude users have it. Unless each
  // former owner has one of those, any of them may be theirs: linked to who is here, it would give them another's history.
  let byKey: ReadonlyMap<string | null, readonly ClaudeUser[]> | null = null
  const isOneOfSeveral = (user: ClaudeUser, { former }: Matched): boolean => {
    if (former.length === 0) return false
    byKey ??= Map.groupBy(users, matcher.keyOf)
    const others = (byKey.get(matcher.keyOf(user)) ?? []).filter(({ id }) => id !== user.id)
    const owners = others.map((other) => byAddress(other).link?.employeeId)
    return others.length > 0 && !former.every((id) => owners.includes(id))
  }

  const doubtOf = (user: ClaudeUser, outcome: Matched): Ambiguity['reason'] | null => {
    if (isFromTheirTime(user, outcome)) return 'former_owner'
    const isNew = existing.get(user.id)?.employeeId !== outcome.employeeId
    return isNew && isOneOfSeveral(user, outcome) ? 'several_accounts' : null
  }

  return (user) => {
    const settled = byAddress(user)
    const { link, outcome } = settled
    if (outcome.kind !== 'matched' || link?.method === 'manual' || link?.employeeId !== outcome.employeeId) {
      return settled
    }
    const reason = doubtOf(user, outcome)
    if (reason === null) return settled
    return { link: null, outcome: { kind: 'conflict', employeeIds: [outcome.employeeId, ...outcome.former], reason } }
  }
}

/**
 * The days on which those left who had the address before who has it now. One with the same name is not among them: that
 * is the same person, who came back under another id.
 */
const formerOwners = (outcome: MatchOutcome, matcher: Matcher): Day[] => {
  if (outcome.kind !== 'matched') return []
  const owner = matcher.employee(outcome.employeeId)
  return outcome.former.flatMap((id) => {
    const former = matcher.employee(id)
    return owner && former?.archivedOn && !isSameName(owner.name, former.name) ? [former.archivedOn] : []
  })
}

const linkTo = (user: ClaudeUser, { employeeId, method }: Matched): Link => ({
  claudeUserId: user.id,
  employeeId,
  method,
  ignored: false,
})
