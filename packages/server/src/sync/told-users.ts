import type { ClaudeUser, ClaudeUserId } from '@windmill/claude-core'

/** Of how many it is remembered: in a large organisation, the memory must not grow with it. */
const mostRemembered = 20_000

/** Of which claude users storage was told already, so that it is not asked about the same ones for every day of a run. */
export interface ToldUsers {
  /** Those of whom storage may not know, or not their e-mail. */
  readonly others: (users: Iterable<ClaudeUser>) => Iterable<ClaudeUser>
  /** Remembers that storage knows them. */
  readonly add: (users: Iterable<ClaudeUser>) => void
}

export const createToldUsers = (): ToldUsers => {
  const emails = new Map<ClaudeUserId, string | null>()
  const isTold = ({ id, email }: ClaudeUser) => emails.has(id) && (email === null || emails.get(id) === email)
  return {
    others: (users) => ({
      *[Symbol.iterator]() {
        for (const user of users) if (!isTold(user)) yield user
      },
    }),
    add(users) {
      for (const { id, email } of users) {
        if (emails.has(id) || emails.size < mostRemembered) emails.set(id, email ?? emails.get(id) ?? null)
      }
    },
  }
}
