import { type AccountId, type ClaudeUser, createMatcher, dayAt, type Link, reconcileLinks } from '@windmill/claude-core'
import type { Clock } from '../clock.ts'
import type { StorageAdapter } from '../storage/adapter.ts'

/** Keeps an account's links up to date while claude users come in. */
export interface Linker {
  /** Brings the links of all claude users up to date with the directory. */
  readonly linkAll: () => Promise<void>
  /** Those of a day's claude users that are new, or have another e-mail than before. */
  readonly news: (users: readonly ClaudeUser[]) => readonly ClaudeUser[]
  /** Links claude users that were just stored. */
  readonly link: (users: readonly ClaudeUser[]) => Promise<void>
}

export const createLinker = async (storage: StorageAdapter, accountId: AccountId, clock: Clock): Promise<Linker> => {
  const matcher = createMatcher({ employees: await storage.listEmployees(accountId), on: dayAt(clock.now()) })
  const users = new Map((await storage.listClaudeUsers(accountId)).map((user) => [user.id, user.email]))
  const existing = new Map((await storage.listLinks(accountId)).map((link) => [link.claudeUserId, link]))

  const everyone = () => [...users].map(([id, email]): ClaudeUser => ({ id, email }))
  const link = async (some: readonly ClaudeUser[]) => {
    if (some.length === 0) return
    const wanted = new Map(
      reconcileLinks({ users: some, everyone, existing, matcher }).map((one) => [one.claudeUserId, one]),
    )
    const set = [...wanted.values()].filter((one) => isChange(existing.get(one.claudeUserId), one))
    const remove = some.map(({ id }) => id).filter((id) => existing.has(id) && !wanted.has(id))
    if (set.length === 0 && remove.length === 0) return
    await storage.changeLinks(accountId, { set, remove, by: null, at: clock.now() })
    for (const change of set) existing.set(change.claudeUserId, change)
    for (const id of remove) existing.delete(id)
  }
  return {
    linkAll: () => link(everyone()),
    news: (seen) => seen.filter(({ id, email }) => !users.has(id) || (email !== null && users.get(id) !== email)),
    async link(stored) {
      for (const { id, email } of stored) users.set(id, email)
      await link(stored)
    },
  }
}

const isChange = (before: Link | undefined, { employeeId, method }: Link): boolean =>
  before?.employeeId !== employeeId || before.method !== method
