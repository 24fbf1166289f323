import type { AccountId, ClaudeUserId } from '@windmill/claude-core'
import { hashEmailKey } from './erased-employees.ts'
import { hashProtectedAddress, hashProtectedUser, hashSubject } from './kept-from.ts'

/** The hashes by which a Claude user can be hidden. */
export interface HiddenHashes {
  /** Of one that is excluded, erased or protected. They hide the Claude user whatever its address is. */
  readonly user: readonly string[]
  /** Of an address of an erased employee. */
  readonly erasedAddress: readonly string[]
  /** Of an address of somebody with another participation than `included`. */
  readonly protectedAddress: readonly string[]
}

/** Returns the hashes by which some Claude users can be hidden. */
export const listHiddenHashes = (
  accountId: AccountId,
  emailKeys: ReadonlyMap<ClaudeUserId, readonly string[]>,
): ReadonlyMap<ClaudeUserId, HiddenHashes> =>
  new Map(
    [...emailKeys].map(([id, keys]) => [
      id,
      {
        user: [hashSubject(accountId, id), hashProtectedUser(accountId, id)],
        erasedAddress: keys.map((key) => hashEmailKey(accountId, key)),
        protectedAddress: keys.map((key) => hashProtectedAddress(accountId, key)),
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
  const isAnyStored = (among: readonly string[]) => among.some((hash) => stored.has(hash))
  const isHidden = ([id, { user, erasedAddress, protectedAddress }]: readonly [ClaudeUserId, HiddenHashes]) =>
    isAnyStored(user) ||
    (!linkedIds.has(id) && (isAnyStored(protectedAddress) || (!ownedIds.has(id) && isAnyStored(erasedAddress))))
  return new Set([...hashes].filter(isHidden).map(([id]) => id))
}
