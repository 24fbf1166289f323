import { type ClaudeUserId, type Counters, counterIds, type Day } from '@windmill/claude-core'
import type { LinkChanges, LinkState, StorageAdapter } from '../adapter.ts'
import { sanitizeLinkChanges } from '../sanitize.ts'
import type { Account, Accounts } from './accounts.ts'

type LinkMethods = Pick<
  StorageAdapter,
  | 'listClaudeUsers'
  | 'findLastActiveDays'
  | 'findFirstActiveDays'
  | 'listLinks'
  | 'decideLinks'
  | 'listLinkChanges'
  | 'listLatestLinkChanges'
  | 'countPeople'
>

export const createLinkMethods = ({ read, write }: Accounts): LinkMethods => ({
  async listClaudeUsers(accountId) {
    return [...read(accountId).emails].map(([id, email]) => ({ id, email }))
  },
  async findLastActiveDays(accountId, among) {
    return findActiveDays(read(accountId), among, (days) => days.at(-1))
  },
  async findFirstActiveDays(accountId, among) {
    return findActiveDays(read(accountId), among, (days) => days[0])
  },
  async listLinks(accountId) {
    return structuredClone([...read(accountId).links.values()])
  },
  async decideLinks(accountId, decide) {
    const account = write(accountId)
    const people = {
      claudeUsers: [...account.emails].map(([id, email]) => ({ id, email })),
      employees: [...account.employees.values()],
      links: [...account.links.values()],
    }
    const { among, changes: planChanges } = decide(structuredClone(people))
    const firstActive = findActiveDays(account, among, (days) => days[0])
    for (const changes of planChanges(firstActive)) applyLinkChanges(account, changes)
  },
  async listLinkChanges(accountId, claudeUserId) {
    const records = read(accountId).linkChanges.filter((record) => record.claudeUserId === claudeUserId)
    return structuredClone(records.toReversed())
  },
  async listLatestLinkChanges(accountId, among) {
    const latest = new Map(read(accountId).linkChanges.map((record) => [record.claudeUserId, record]))
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

const findActiveDays = (
  { usage }: Account,
  among: readonly ClaudeUserId[],
  pick: (days: readonly Day[]) => Day | undefined,
): Map<ClaudeUserId, Day> => {
  const usageByDay = [...usage].sort(([a], [b]) => (a < b ? -1 : 1))
  return new Map(
    among.flatMap((id) => {
      const isActive = (rows: ReadonlyMap<ClaudeUserId, Counters>) =>
        counterIds.some((counter) => (rows.get(id)?.[counter] ?? 0) > 0)
      const day = pick(usageByDay.filter(([, rows]) => isActive(rows)).map(([activeDay]) => activeDay))
      return day === undefined ? [] : [[id, day] as const]
    }),
  )
}

const applyLinkChanges = (account: Account, changes: LinkChanges): void => {
  const { set, remove, by, at } = sanitizeLinkChanges(changes)
  const wanted = [
    ...set.map(({ claudeUserId, ...to }) => ({ claudeUserId, to })),
    ...remove.map((claudeUserId) => ({ claudeUserId, to: null })),
  ]
  for (const { claudeUserId, to } of wanted) {
    const before = account.links.get(claudeUserId)
    const from = before ? toLinkState(before) : null
    if (isSameState(from, to) || (by === null && from?.method === 'manual')) continue
    account.linkChanges.push({ claudeUserId, at, by, from, to })
    if (to) account.links.set(claudeUserId, { claudeUserId, ...to })
    else account.links.delete(claudeUserId)
  }
}

const toLinkState = ({ employeeId, method, ignored }: NonNullable<LinkState>): NonNullable<LinkState> => ({
  employeeId,
  method,
  ignored,
})

const isSameState = (a: LinkState, b: LinkState): boolean =>
  a?.employeeId === b?.employeeId && a?.method === b?.method && a?.ignored === b?.ignored
