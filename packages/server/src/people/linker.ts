import type { AccountId, ClaudeUser } from '@windmill/claude-core'
import { type Linking, linkEveryone } from './link-everyone.ts'

/** Keeps an account's links up to date while claude users come in. */
export interface Linker {
  /** Those of a day's claude users that are new, or have another e-mail than before. */
  readonly news: (users: Iterable<ClaudeUser>) => readonly ClaudeUser[]
  /** Links claude users that were just stored. */
  readonly link: (users: readonly ClaudeUser[]) => Promise<void>
}

export const createLinker = async (linking: Linking, accountId: AccountId): Promise<Linker> => {
  const known = new Map((await linking.storage.listClaudeUsers(accountId)).map(({ id, email }) => [id, email]))
  return {
    news(seen) {
      const news: ClaudeUser[] = []
      for (const user of seen) {
        const { id, email } = user
        if (!known.has(id) || (email !== null && known.get(id) !== email)) news.push(user)
      }
      return news
    },
    async link(stored) {
      if (stored.length === 0) return
      for (const { id, email } of stored) known.set(id, email)
      // Everyone, because whose a new one is may depend on the others who have the same address, and the directory may
      // have changed since the run began.
      await linkEveryone(linking, accountId)
    },
  }
}
