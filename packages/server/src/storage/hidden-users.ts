import type { AccountId, ClaudeUserId } from '@windmill/claude-core'
import { listErasedAddressHashes } from './erased-employees.ts'
import { hashProtectedAddress, hashProtectedUser, hashSubject } from './kept-from.ts'

/** The hashes of a Claude user. If one of them is stored, the Claude user may be hidden. */
export interface HiddenHashes {
  /** Stored if the Claude user is excluded, erased or protected, whatever its address is. */
  readonly user: readonly string[]
  /** Stored if the address is one of an erased employee. */
  readonly erasedAddress: readonly string[]
  /** Stored if the address is one of somebody with a participation other than `included`. */
  readonly protectedAddress: readonly string[]
}

/** Returns the hashes by which the given Claude users can be hidden. */
export const listHiddenHashes = (
  accountId: AccountId,
  emailKeys: ReadonlyMap<ClaudeUserId, readonly string[]>,
): ReadonlyMap<ClaudeUserId, HiddenHashes> =>
  new Map(
    [...emailKeys].map(([id, keys]) => [
      id,
      {
        user: [hashSubject(accountId, id), hashProtectedUser(accountId, id)],
        erasedAddress: keys.flatMap((key) => listErasedAddressHashes(accountId, key)),
        protectedAddress: keys.map((key) => hashProtectedAddress(accountId, key)),
      },
    ]),
  )

/**
 * Selects the Claude users that are hidden.
 * @param stored - The hashes in `hashes` that are stored.
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
