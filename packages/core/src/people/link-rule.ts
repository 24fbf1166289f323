import type { Day } from '../time/day.ts'
import type { ClaudeUser } from './claude-user.ts'
import type { Employee } from './employee.ts'
import type { ClaudeUserId, EmployeeId } from './ids.ts'
import { isSameName } from './is-same-name.ts'
import type { Link } from './link.ts'
import type { Matcher, MatchOutcome } from './matcher.ts'
import { isLimited } from './participation.ts'

/** The input of `createLinkRule`. */
export interface LinkRuleInput {
  /**
   * All Claude users of the account. The link of a Claude user may depend on other Claude users with the same address.
   */
  readonly users: readonly ClaudeUser[]
  /** The current links by Claude user. */
  readonly existing: ReadonlyMap<ClaudeUserId, Link>
  readonly matcher: Matcher
  /**
   * The first active day of each Claude user, by the days read so far. Users without activity are absent. Only the
   * users that `findUsersWithFormerOwners` returns are looked up. If the map is omitted, these users count as active
   * under every former owner.
   */
  readonly firstActive?: ReadonlyMap<ClaudeUserId, Day> | undefined
  /** Claude users that get no new link to an included employee (step 7 of `createLinkRule`). `@default` none */
  readonly protectedUsers?: ReadonlySet<ClaudeUserId> | undefined
  /** The candidates of each Claude user that the last decision left in conflict. `@default` none */
  readonly conflicts?: ReadonlyMap<ClaudeUserId, readonly EmployeeId[]> | undefined
}

type Matched = Extract<MatchOutcome, { readonly kind: 'matched' }>

/** The address has one owner by the matcher, but the Claude user may belong to a former owner of the address. */
interface Ambiguity {
  readonly kind: 'conflict'
  /**
   * The owner, then the former owners sorted by id. For a conflict kept from the last decision, the candidates of that
   * decision.
   */
  readonly employeeIds: readonly EmployeeId[]
  readonly reason: 'several_accounts' | 'former_owner'
}

/** The link that a Claude user should have, and the match of their address. Without a link, `outcome` is the reason. */
export type LinkResult =
  | { readonly link: Link; readonly outcome: MatchOutcome }
  | { readonly link: null; readonly outcome: Exclude<MatchOutcome, Matched> | Ambiguity }

/** Decides the link of a Claude user. */
export type LinkRule = (user: ClaudeUser) => LinkResult

/**
 * Finds the Claude users with an address that also belonged to a former owner with another name. The link of such a
 * Claude user depends on their first active day. Usually there are only a few.
 */
export const findUsersWithFormerOwners = (users: readonly ClaudeUser[], matcher: Matcher): ClaudeUserId[] =>
  users.filter((user) => listFormerOwners(matcher.match(user), matcher).length > 0).map(({ id }) => id)

/**
 * Creates the rule that decides the link of a Claude user. The first of these steps that applies decides:
 *
 * 1. A manual link stays.
 * 2. A link stays if the address matches no employee, so that a changed address does not remove it.
 * 3. A link stays if the linked employee has left (archived or removed) or has a participation other than `included`,
 *    or if the Claude user is protected. Another owner of the address must not get the linked employee's history. This
 *    step does not apply if the address matches only the linked employee.
 * 4. A conflict with a candidate who was removed from the directory stays. The history may belong to that candidate.
 * 5. There is no link if the address matches no employee, or if several employees tie for it.
 * 6. There is no link if the Claude user may belong to a former owner of the address:
 *    - `former_owner`: their first active day is on or before the archived date of a former owner with another name. If
 *      a former owner has a participation other than `included`, the Claude user always counts as active by that date.
 *      Otherwise, the result would reveal whether the former owner was active.
 *    - `several_accounts`: the link would be new, other Claude users have the same address, and at least one former
 *      owner is linked to none of them.
 * 7. There is no new link from a protected Claude user to an included employee. The history belongs to somebody else.
 * 8. Otherwise the Claude user is linked to the owner of the address.
 */
export const createLinkRule = (input: LinkRuleInput): LinkRule => {
  const { users, existing, matcher, firstActive, protectedUsers, conflicts } = input
  const isLimitedId = (id: EmployeeId): boolean => {
    const employee = matcher.findEmployee(id)
    return employee !== undefined && isLimited(employee)
  }
  /** Applies the steps that depend on nothing but the address and the link. */
  const decideByAddress = (user: ClaudeUser): LinkResult => {
    const outcome = matcher.match(user)
    const current = existing.get(user.id)
    if (current?.method === 'manual') return { link: current, outcome }
    // A link without an employee is always manual, so it was returned above.
    if (current?.employeeId) {
      const isOwner = outcome.kind === 'matched' && outcome.employeeId === current.employeeId
      const keepsHistory =
        protectedUsers?.has(user.id) || matcher.hasLeft(current.employeeId) || isLimitedId(current.employeeId)
      if (outcome.kind === 'unmatched' || (keepsHistory && !isOwner)) return { link: current, outcome }
    }
    return outcome.kind === 'matched' ? { link: createLink(user, outcome), outcome } : { link: null, outcome }
  }

  /** If `firstActive` is omitted, the Claude user counts as active under every former owner. */
  const wasActiveUnderFormerOwner = (user: ClaudeUser, outcome: Matched): boolean =>
    listFormerOwners(outcome, matcher).some((formerOwner) => {
      if (isLimited(formerOwner)) return true
      const firstActiveDay = firstActive ? firstActive.get(user.id) : formerOwner.archivedOn
      return firstActiveDay !== undefined && firstActiveDay <= formerOwner.archivedOn
    })

  let usersByEmailKey: ReadonlyMap<string | null, readonly ClaudeUser[]> | null = null
  /**
   * Whether other Claude users have the same address and a former owner of the address is linked to none of them. This
   * Claude user may then belong to that former owner, and a link would give the former owner's history to the current
   * owner.
   */
  const mayBelongToUnlinkedFormerOwner = (user: ClaudeUser, { formerOwnerIds }: Matched): boolean => {
    if (formerOwnerIds.length === 0) return false
    usersByEmailKey ??= Map.groupBy(users, matcher.getEmailKey)
    const otherUsers = (usersByEmailKey.get(matcher.getEmailKey(user)) ?? []).filter(({ id }) => id !== user.id)
    const linkedIds = otherUsers.map((otherUser) => decideByAddress(otherUser).link?.employeeId)
    return otherUsers.length > 0 && !formerOwnerIds.every((id) => linkedIds.includes(id))
  }

  const findAmbiguity = (user: ClaudeUser, outcome: Matched): Ambiguity['reason'] | null => {
    if (wasActiveUnderFormerOwner(user, outcome)) return 'former_owner'
    const isNewLink = existing.get(user.id)?.employeeId !== outcome.employeeId
    if (!isNewLink) return null
    if (mayBelongToUnlinkedFormerOwner(user, outcome)) return 'several_accounts'
    const isProtected = protectedUsers?.has(user.id) && !isLimitedId(outcome.employeeId)
    return isProtected ? 'former_owner' : null
  }

  return (user) => {
    const result = decideByAddress(user)
    const { link, outcome } = result
    if (link !== null && link === existing.get(user.id)) return result
    const candidates = conflicts?.get(user.id)
    if (candidates?.some((id) => !matcher.findEmployee(id))) {
      return { link: null, outcome: { kind: 'conflict', employeeIds: candidates, reason: 'former_owner' } }
    }
    if (outcome.kind !== 'matched' || link?.employeeId !== outcome.employeeId) return result
    const reason = findAmbiguity(user, outcome)
    if (reason === null) return result
    const employeeIds = [outcome.employeeId, ...outcome.formerOwnerIds]
    return { link: null, outcome: { kind: 'conflict', employeeIds, reason } }
  }
}

type FormerOwner = Employee & { readonly archivedOn: Day }

/**
 * Lists the archived former owners of an address. A former owner with the same name as the owner is left out: they
 * count as the same person, who returned under another id.
 */
const listFormerOwners = (outcome: MatchOutcome, matcher: Matcher): FormerOwner[] => {
  if (outcome.kind !== 'matched') return []
  const owner = matcher.findEmployee(outcome.employeeId)
  return outcome.formerOwnerIds.flatMap((id) => {
    const formerOwner = matcher.findEmployee(id)
    if (!owner || !formerOwner?.archivedOn || isSameName(owner.name, formerOwner.name)) return []
    return [{ ...formerOwner, archivedOn: formerOwner.archivedOn }]
  })
}

const createLink = (user: ClaudeUser, { employeeId, method }: Matched): Link => ({
  claudeUserId: user.id,
  employeeId,
  method,
  ignored: false,
})
