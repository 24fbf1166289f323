import type { ClaudeUserId } from '@windmill/claude-core'
import { isLimited, type Mapping, type Matcher } from '@windmill/claude-core/internal'
import type { DecidedLinks, StoredPeople } from '../storage/adapter.ts'
import { listLikelyOwners } from './list-likely-owners.ts'

/**
 * Finds the Claude users that become protected, and those that lose their protection. A Claude user is protected if any
 * likely owner has a participation other than `included`. Only a link that needs no review ends the protection, so a
 * Claude user stays protected when its owner leaves the directory, and when somebody else gets the address.
 * @param protectedUsers - The result of `findProtectedUsers`.
 * @param people.protectedUsers - The Claude users that are already stored as protected.
 */
export const findProtectionChanges = (
  mappings: readonly Mapping[],
  matcher: Matcher,
  protectedUsers: ReadonlySet<ClaudeUserId>,
  { protectedUsers: storedAsProtected, lastLinked }: Pick<StoredPeople, 'protectedUsers' | 'lastLinked'>,
): Pick<DecidedLinks, 'protect' | 'unprotect'> => {
  const protect: ClaudeUserId[] = []
  const unprotect: ClaudeUserId[] = []
  for (const { user, link, state } of mappings) {
    const ownerIds = listLikelyOwners(link?.employeeId, matcher.listOwners(user), lastLinked.get(user.id))
    const owners = ownerIds.flatMap((id) => matcher.findEmployee(id) ?? [])
    const hasLimitedOwner = owners.some(isLimited)
    const isEnded = !hasLimitedOwner && state === 'matched'
    if ((hasLimitedOwner || (protectedUsers.has(user.id) && !isEnded)) && !storedAsProtected.has(user.id))
      protect.push(user.id)
    if (isEnded && storedAsProtected.has(user.id)) unprotect.push(user.id)
  }
  return { protect, unprotect }
}
