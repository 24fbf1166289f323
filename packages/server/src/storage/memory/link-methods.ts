import { type ClaudeUserId, type Counters, counterIds, type Day, type EmployeeId } from '@windmill/claude-core'
import type { LinkChangeRecord, LinkChanges, LinkState, StorageAdapter } from '../adapter.ts'
import { createLogEntry } from '../create-log-entry.ts'
import { isSameState } from '../is-same-state.ts'
import { hashProtectedUser } from '../kept-from.ts'
import { replaceErasedIds } from '../log-ids.ts'
import { sanitizeLinkChanges } from '../sanitize.ts'
import { type Account, type Accounts, isExcluded, isKept } from './accounts.ts'
import { listErasedHashes } from './erased-marks.ts'
import { numberLinkedEmployees } from './number-changes.ts'

type LinkMethods = Pick<
  StorageAdapter,
  | 'listClaudeUsers'
  | 'listProtectedUsers'
  | 'findLastActiveDays'
  | 'findFirstActiveDays'
  | 'listLinks'
  | 'decideLinks'
  | 'listLinkChanges'
  | 'listLatestLinkChanges'
  | 'countPeople'
>

export const createLinkMethods = ({ getAccount, getOrCreateAccount }: Accounts): LinkMethods => ({
  async listClaudeUsers(accountId) {
    const account = getAccount(accountId)
    return [...account.emails].filter(([id]) => !isExcluded(account, id)).map(([id, email]) => ({ id, email }))
  },
  async listProtectedUsers(accountId) {
    return new Set(getAccount(accountId).protectedUsers)
  },
  async findLastActiveDays(accountId, among) {
    const account = getAccount(accountId)
    return findActiveDays(account, among, (days, id) => days.findLast((day) => isKept(account, day, id)))
  },
  async findFirstActiveDays(accountId, among) {
    return findFirstActiveDays(getAccount(accountId), among)
  },
  async listLinks(accountId) {
    return structuredClone([...getAccount(accountId).links.values()])
  },
  async decideLinks(accountId, decide) {
    const account = getOrCreateAccount(accountId)
    for (const id of account.protectedSubjects.size > 0 ? account.emails.keys() : []) {
      if (account.protectedSubjects.has(hashProtectedUser(accountId, id))) account.protectedUsers.add(id)
    }
    const people = {
      accountId,
      addressMarks: account.addressMarks,
      idVersion: account.idVersion,
      lastLinked: findLastLinked(account),
      claudeUsers: [...account.emails].map(([id, email]) => ({ id, email })),
      employees: [...account.employees.values()],
      links: [...account.links.values()],
      protectedUsers: account.protectedUsers,
      conflicts: new Map(
        [...account.mappings.values()]
          .filter(({ state }) => state === 'conflict')
          .map(({ user, candidates }) => [user.id, candidates]),
      ),
    }
    const { claudeUserIds, decideChanges } = decide(structuredClone(people))
    const firstActive = findFirstActiveDays(account, claudeUserIds)
    // Sanitizing validates the ids, so sanitize all changes before the first one is applied.
    const { changes, mappings, protect, unprotect, addressMarks } = structuredClone(decideChanges(firstActive))
    const owners = changes.map(sanitizeLinkChanges).flatMap((linkChanges) => applyLinkChanges(account, linkChanges))
    numberLinkedEmployees(account, owners)
    for (const mapping of mappings) account.mappings.set(mapping.user.id, mapping)
    for (const id of protect) {
      if (!account.emails.has(id)) continue
      account.protectedUsers.add(id)
      account.protectedSubjects.add(hashProtectedUser(accountId, id))
    }
    const removedKeys = new Set(addressMarks?.remove.map(({ subject, owner }) => `${subject} ${owner}`))
    account.addressMarks = [
      ...account.addressMarks.filter(({ subject, owner }) => !removedKeys.has(`${subject} ${owner}`)),
      ...(addressMarks?.add ?? []),
    ]
    for (const id of unprotect) {
      account.protectedUsers.delete(id)
      account.protectedSubjects.delete(hashProtectedUser(accountId, id))
    }
  },
  async listLinkChanges(accountId, claudeUserId) {
    const changes = listLinkChanges(getAccount(accountId)).filter((change) => change.claudeUserId === claudeUserId)
    return structuredClone(changes.toReversed())
  },
  async listLatestLinkChanges(accountId, among) {
    const latest = new Map(listLinkChanges(getAccount(accountId)).map((change) => [change.claudeUserId, change]))
    return structuredClone([...new Set(among)].flatMap((id) => latest.get(id) ?? []))
  },
  async countPeople(accountId) {
    const account = getAccount(accountId)
    const { employees, links } = account
    const claudeUsers = [...account.emails.keys()].filter((id) => !isExcluded(account, id))
    const matched = claudeUsers.filter((id) => {
      const employeeId = links.get(id)?.employeeId
      return employeeId != null && employees.has(employeeId)
    })
    const ignored = claudeUsers.filter((id) => links.get(id)?.ignored)
    return { claudeUsers: claudeUsers.length, matched: matched.length, ignored: ignored.length }
  },
})

/** Finds, for each Claude user that is linked to nobody now, the employee it was last linked to. */
const findLastLinked = (account: Account): ReadonlyMap<ClaudeUserId, EmployeeId> =>
  new Map(
    listLinkChanges(account).flatMap(({ claudeUserId: id, from, to }) => {
      const employeeId = to?.employeeId ?? from?.employeeId
      const isUnlinked = account.emails.has(id) && account.links.get(id)?.employeeId == null
      return employeeId && isUnlinked ? [[id, employeeId] as const] : []
    }),
  )

/** Returns the changes of all links, oldest first. */
const listLinkChanges = ({ log, entriesBeforeErasure }: Account): LinkChangeRecord[] =>
  log.flatMap(({ id, at, actorId, event }) => {
    if (event.kind !== 'link_changed') return []
    const { claudeUserId, from, to } = event
    return [{ claudeUserId, at, by: actorId, from, to, isBeforeErasure: entriesBeforeErasure.has(id) }]
  })

/** Finds first active days, even those that are no longer kept. */
const findFirstActiveDays = (account: Account, among: readonly ClaudeUserId[]): Map<ClaudeUserId, Day> =>
  findActiveDays(
    account,
    among,
    (days, id) => [...days, account.firstActiveDays.get(id)].filter((day) => day !== undefined).sort()[0],
  )

const findActiveDays = (
  { usage }: Account,
  among: readonly ClaudeUserId[],
  selectDay: (days: readonly Day[], id: ClaudeUserId) => Day | undefined,
): Map<ClaudeUserId, Day> => {
  const usageByDay = [...usage].sort(([a], [b]) => (a < b ? -1 : 1))
  return new Map(
    among.flatMap((id) => {
      const isActive = (rows: ReadonlyMap<ClaudeUserId, Counters>) =>
        counterIds.some((counter) => (rows.get(id)?.[counter] ?? 0) > 0)
      const day = selectDay(
        usageByDay.filter(([, rows]) => isActive(rows)).map(([activeDay]) => activeDay),
        id,
      )
      return day === undefined ? [] : [[id, day] as const]
    }),
  )
}

/** Applies changes of links, and adds them to the log. Returns the employees who got or lost a Claude user. */
const applyLinkChanges = (account: Account, { set, remove, by, at }: LinkChanges): (EmployeeId | null)[] => {
  const erasedHashes = listErasedHashes(account)
  const targets = [
    ...set.map(({ claudeUserId, ...to }) => ({ claudeUserId, to })),
    ...remove.map((claudeUserId) => ({ claudeUserId, to: null })),
  ]
  return targets.flatMap(({ claudeUserId, to }) => {
    const storedLink = account.links.get(claudeUserId)
    const from = storedLink ? toLinkState(storedLink) : null
    if (isSameState(from, to) || (by === null && from?.method === 'manual')) return []
    const event = { kind: 'link_changed', claudeUserId, from, to } as const
    const entry = createLogEntry({ at, actorId: by, event })
    account.log.push(...replaceErasedIds(account.id, [entry], erasedHashes))
    if (to) account.links.set(claudeUserId, { claudeUserId, ...to })
    else account.links.delete(claudeUserId)
    const [before, after] = [from?.employeeId ?? null, to?.employeeId ?? null]
    return before === after ? [] : [before, after]
  })
}

const toLinkState = ({ employeeId, method, ignored }: NonNullable<LinkState>): NonNullable<LinkState> => ({
  employeeId,
  method,
  ignored,
})
