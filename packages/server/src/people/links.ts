import {
  type AccountId,
  type ClaudeUser,
  type Day,
  type Employee,
  type Link,
  reconcileLinks,
} from '@windmill/claude-core'
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

export const createLinker = async (storage: StorageAdapter, accountId: AccountId, today: Day): Promise<Linker> => {
  const employees = await storage.listEmployees(accountId)
  const users = new Map((await storage.listClaudeUsers(accountId)).map((user) => [user.id, user.email]))
  const links = new Map((await storage.listLinks(accountId)).map((link) => [link.claudeUserId, link]))

  const link = (some: readonly ClaudeUser[]) => applyLinks(storage, accountId, some, employees, links, today)
  return {
    linkAll: () => link([...users].map(([id, email]) => ({ id, email }))),
    news: (seen) => seen.filter(({ id, email }) => !users.has(id) || (email !== null && users.get(id) !== email)),
    async link(stored) {
      for (const { id, email } of stored) users.set(id, email)
      await link(stored)
    },
  }
}

const applyLinks = async (
  storage: StorageAdapter,
  accountId: AccountId,
  users: readonly ClaudeUser[],
  employees: readonly Employee[],
  links: Map<ClaudeUser['id'], Link>,
  today: Day,
): Promise<void> => {
  if (users.length === 0) return
  const existing = users.flatMap(({ id }) => links.get(id) ?? [])
  const wanted = reconcileLinks(users, employees, existing, today)
  const kept = new Set(wanted.map(({ claudeUserId }) => claudeUserId))
  const set = wanted.filter(({ claudeUserId, employeeId, method }) => {
    const before = links.get(claudeUserId)
    return before?.employeeId !== employeeId || before.method !== method
  })
  const remove = existing.map(({ claudeUserId }) => claudeUserId).filter((id) => !kept.has(id))
  if (set.length === 0 && remove.length === 0) return
  await storage.changeLinks(accountId, { set, remove })
  for (const change of set) links.set(change.claudeUserId, change)
  for (const id of remove) links.delete(id)
}
