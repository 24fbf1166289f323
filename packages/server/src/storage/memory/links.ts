import { type ClaudeUserId, type Counters, counterIds, type Day } from '@windmill/claude-core'
import type { LinkChanges, LinkState, StorageAdapter } from '../adapter.ts'
import { linksInput } from '../input.ts'
import type { Account, Accounts } from './accounts.ts'

type LinkMethods = Pick<
  StorageAdapter,
  | 'listClaudeUsers'
  | 'lastActiveDays'
  | 'firstActiveDays'
  | 'listLinks'
  | 'changeLinks'
  | 'decideLinks'
  | 'listLinkChanges'
  | 'latestLinkChanges'
  | 'countPeople'
>

export const links = ({ read, write }: Accounts): LinkMethods => ({
  async listClaudeUsers(accountId) {
    return [...read(accountId).emails].map(([id, email]) => ({ id, email }))
  },
  async lastActiveDays(accountId, among) {
    return activeDays(read(accountId), among, (days) => days.at(-1))
  },
  async firstActiveDays(accountId, among) {
    return activeDays(read(accountId), among, (days) => days[0])
  },
  async listLinks(accountId) {
    return structuredClone([...read(accountId).links.values()])
  },
  async changeLinks(accountId, changes) {
    change(write(accountId), changes)
  },
  async decideLinks(accountId, decide) {
    const account = write(accountId)
    const people = {
      claudeUsers: [...account.emails].map(([id, email]) => ({ id, email })),
      employees: [...account.employees.values()],
      links: [...account.links.values()],
    }
    const { among, changes: changesOf } = decide(structuredClone(people))
    const firstActive = activeDays(account, among, (days) => days[0])
    for (const changes of changesOf(firstActive)) change(account, changes)
  },
  async listLinkChanges(accountId, claudeUserId) {
    const changes = read(accountId).linkChanges.filter((change) => change.claudeUserId === claudeUserId)
    return structuredClone(changes.toReversed())
  },
  async latestLinkChanges(accountId, among) {
    const latest = new Map(read(accountId).linkChanges.map((change) => [change.claudeUserId, change]))
    return structuredClone([...new Set(among)].flatMap((id) => latest.get(id) ?? []))
  },
  async countPeople(accountId) {
    const { emails, employees, links: stored } = read(accountId)
    const matched = [...emails.keys()].filter((id) => {
      const employeeId = stored.get(id)?.employeeId
      return employeeId != null && employees.has(employeeId)
    })
    return { claudeUsers: emails.size, matched: matched.length }
  },
})

const activeDays = (
  { usage }: Account,
  among: readonly ClaudeUserId[],
  pick: (days: readonly Day[]) => Day | undefined,
): Map<ClaudeUserId, Day> => {
  const inOrder = [...usage].sort(([a], [b]) => (a < b ? -1 : 1))
  return new Map(
    among.flatMap((id) => {
      const isActive = (rows: ReadonlyMap<ClaudeUserId, Counters>) =>
        counterIds.some((counter) => (rows.get(id)?.[counter] ?? 0) > 0)
      const day = pick(inOrder.filter(([, rows]) => isActive(rows)).map(([each]) => each))
      return day === undefined ? [] : [[id, day] as const]
    }),
  )
}

const change = (account: Account, changes: LinkChanges): void => {
  const { set, remove, by, at } = linksInput(changes)
  const wanted = [
    ...set.map(({ claudeUserId, ...to }) => ({ claudeUserId, to })),
    ...remove.map((claudeUserId) => ({ claudeUserId, to: null })),
  ]
  for (const { claudeUserId, to } of wanted) {
    const before = account.links.get(claudeUserId)
    const from = before ? stateOf(before) : null
    if (same(from, to) || (by === null && from?.method === 'manual')) continue
    account.linkChanges.push({ claudeUserId, at, by, from, to })
    if (to) account.links.set(claudeUserId, { claudeUserId, ...to })
    else account.links.delete(claudeUserId)
  }
}

const stateOf = ({ employeeId, method, ignored }: NonNullable<LinkState>): NonNullable<LinkState> => ({
  employeeId,
  method,
  ignored,
})

const same = (a: LinkState, b: LinkState): boolean =>
  a?.employeeId === b?.employeeId && a?.method === b?.method && a?.ignored === b?.ignored
