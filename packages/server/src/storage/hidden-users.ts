import type { AccountId, ClaudeUserId } from '@windmill/claude-core'
import { hashEmailKey } from './erased-employees.ts'
import { hashProtectedAddress, hashProtectedUser, hashSubject } from './kept-from.ts'

/** The hashes by which a Claude user can be hidden. */
export interface HiddenHashes {
  /** Of one that is excluded, erased or protected. They hide the Claude user whatever its address is. */
  readonly user: readonly string[]
  /** Of an address of an erased employee. Null without an address. */
  readonly erasedAddress: string | null
  /** Of an address of somebody with another participation than `included`. Null without an address. */
  readonly protectedAddress: string | null
}

/** Returns the hashes by which some Claude users can be hidden. */
export const listHiddenHashes = (
  accountId: AccountId,
  emailKeys: ReadonlyMap<ClaudeUserId, string | null>,
): ReadonlyMap<ClaudeUserId, HiddenHashes> =>
  new Map(
    [...emailKeys].map(([id, key]) => [
      id,
      {
        user: [hashSubject(accountId, id), hashProtectedUser(accountId, id)],
        erasedAddress: key === null ? null : hashEmailKey(accountId, key),
        protectedAddress: key === null ? null : hashProtectedAddress(accountId, key),
      },
    ]),
  )

/**
 * Selects the Claude users that are hidden.
 * @param stored - Those of the hashes that are stored.
 * @param linkedIds - The Claude users that are linked to an employee.
 * @param ownedIds - The Claude users with an address of somebody in the directory.
 */
export const selectHiddenUsers = (
  hashes: ReadonlyMap<ClaudeUserId, HiddenHashes>,
  stored: ReadonlySet<string>,
  linkedIds: ReadonlySet<ClaudeUserId>,
  ownedIds: ReadonlySet<ClaudeUserId>,
): ReadonlySet<ClaudeUserId> => {
  const isStored = (hash: string | null) => hash !== null && stored.has(hash)
  const isHidden = ([id, { user, erasedAddress, protectedAddress }]: readonly [ClaudeUserId, HiddenHashes]) =>
    user.some(isStored) ||
    (!linkedIds.has(id) && (isStored(protectedAddress) || (!ownedIds.has(id) && isStored(erasedAddress))))
  return new Set([...hashes].filter(isHidden).map(([id]) => id))
}
