import type { ClaudeUserId } from '@windmill/claude-core'
import type { Mapping, Matcher } from '@windmill/claude-core/internal'
import type { DecidedLinks } from '../storage/adapter.ts'

/**
 * Finds the Claude users to protect, and to no longer protect. The linked employee decides, or else everyone with the
 * address: one of them with the participation `totals` is enough. Only a link that needs no review ends the protection,
 * so a Claude user stays protected when its owner leaves the directory, and when somebody else gets the address.
 * @param stored - Those of the protected Claude users that are stored as protected.
 */
export const findProtectionChanges = (
  mappings: readonly Mapping[],
  matcher: Matcher,
  protectedUsers: ReadonlySet<ClaudeUserId>,
  stored: ReadonlySet<ClaudeUserId> = protectedUsers,
): Pick<DecidedLinks, 'protect' | 'unprotect'> => {
  const protect: ClaudeUserId[] = []
  const unprotect: ClaudeUserId[] = []
  for (const { user, link, state } of mappings) {
    const ownerIds = link?.employeeId == null ? matcher.listOwners(user) : [link.employeeId]
    const owners = ownerIds.flatMap((id) => matcher.findEmployee(id) ?? [])
    const hasTotalsOwner = owners.some(({ participation }) => participation === 'totals')
    const isEnded = !hasTotalsOwner && state === 'matched'
    if ((hasTotalsOwner || (protectedUsers.has(user.id) && !isEnded)) && !stored.has(user.id)) protect.push(user.id)
    if (isEnded && stored.has(user.id)) unprotect.push(user.id)
  }
  return { protect, unprotect }
}
