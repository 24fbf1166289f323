import type { ClaudeUser, ClaudeUserId } from '@windmill/claude-core'

/** Maximum cache entries, so that memory stays bounded in a large organization. More users are never cached. */
const maxUsers = 20_000

/** Remembers which Claude users a run has stored, so that it does not write them again for every day. */
export interface StoredUserCache {
  /** Returns the users that are not known to be stored with their e-mail address. */
  readonly omitStored: (users: Iterable<ClaudeUser>) => Iterable<ClaudeUser>
  /** Marks users as stored. A user without an e-mail address keeps the stored one. */
  readonly add: (users: Iterable<ClaudeUser>) => void
  /** Returns the stored e-mail address of a user. Null if it is not known. */
  readonly getEmail: (id: ClaudeUserId) => string | null
}

export const createStoredUserCache = (): StoredUserCache => {
  const emails = new Map<ClaudeUserId, string | null>()
  const isStored = ({ id, email }: ClaudeUser) => emails.has(id) && (email === null || emails.get(id) === email)
  return {
    omitStored: (users) => ({
      *[Symbol.iterator]() {
        for (const user of users) if (!isStored(user)) yield user
      },
    }),
    add(users) {
      for (const { id, email } of users) {
        if (emails.has(id) || emails.size < maxUsers) emails.set(id, email ?? emails.get(id) ?? null)
      }
    },
    getEmail: (id) => emails.get(id) ?? null,
  }
}
