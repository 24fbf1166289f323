import type { ClaudeUserId, EmployeeId } from './ids.ts'
import type { ClaudeUser, Link, Matcher, MatchOutcome } from './matching.ts'

/**
 * Tells where the rules cannot say which of several claude users is whose: someone who has left and someone who is here
 * share an address, several claude users have it, and none of those is known to be the former owner's. Then one of them
 * may be, and to link them all to who is here would give them another's history.
 */
export const createAccountCheck = (
  everyone: () => Iterable<ClaudeUser>,
  links: ReadonlyMap<ClaudeUserId, Link>,
  matcher: Matcher,
): ((user: ClaudeUser, outcome: MatchOutcome) => boolean) => {
  let byKey: ReadonlyMap<string | null, ClaudeUser[]> | null = null
  return (user, outcome) => {
    if (outcome.kind !== 'matched' || outcome.former.length === 0) return false
    byKey ??= Map.groupBy(everyone(), matcher.keyOf)
    const others = (byKey.get(matcher.keyOf(user)) ?? []).filter(({ id }) => id !== user.id)
    const isFormers = (employeeId: EmployeeId | null | undefined) =>
      employeeId != null && outcome.former.includes(employeeId)
    return others.length > 0 && !others.some(({ id }) => isFormers(links.get(id)?.employeeId))
  }
}
