import type { AccountId, ClaudeUserId, Day, EmployeeId, LinkMethod } from '@windmill/claude-core'
import type { LinkChangeRecord, LinkChanges, LinkState, StorageAdapter, StoredLogEvent } from '@windmill/claude-server'
import { createLogEntry, hashProtectedUser, isSameState, sanitizeLinkChanges } from '@windmill/claude-server/storage'
import { addAccount, readAccount } from './accounts.ts'
import { numberLinkedEmployees } from './change-numbers.ts'
import type { Database } from './database.ts'
import { readKeptDays } from './kept-days.ts'
import { readLinks } from './links.ts'
import { appendToLog } from './log.ts'
import { readMappings } from './mapping-operations.ts'
import { readEmails, readEmployees } from './people.ts'

type LinkOperations = Pick<
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

export const createLinkOperations = (db: Database): LinkOperations => ({
  listClaudeUsers: (accountId) =>
    db.read(() => {
      const { isExcluded } = readKeptDays(db, accountId)
      return [...readEmails(db, accountId)].filter(([id]) => !isExcluded(id)).map(([id, email]) => ({ id, email }))
    }),
  listProtectedUsers: (accountId) => db.read(() => readProtectedUsers(db, accountId)),
  findLastActiveDays: (accountId, among) =>
    db.read(() => {
      const { isKept } = readKeptDays(db, accountId)
      const rows = db.all<{ id: ClaudeUserId; day: Day }>`select user_id as id, max(day) as day from usage
        where account_id = ${accountId} and is_active and user_id in (select value from json_each(${among}))
        group by user_id`
      return new Map(rows.filter(({ id, day }) => isKept(day, id)).map(({ id, day }) => [id, day]))
    }),
  findFirstActiveDays: (accountId, among) => db.read(() => findFirstActiveDays(db, accountId, among)),
  listLinks: (accountId) => db.read(() => [...readLinks(db, accountId).values()]),
  decideLinks: (accountId, decide) =>
    db.write(() => {
      addAccount(db, accountId)
      protectReturnedUsers(db, accountId)
      const { claudeUserIds, decideChanges } = decide(readPeople(db, accountId))
      const decided = decideChanges(findFirstActiveDays(db, accountId, claudeUserIds))
      const owners = decided.changes
        .map(sanitizeLinkChanges)
        .flatMap((linkChanges) => applyLinkChanges(db, accountId, linkChanges))
      numberLinkedEmployees(db, accountId, owners)
      for (const mapping of decided.mappings) {
        db.run`insert into mappings values (${accountId}, ${mapping.user.id}, ${mapping})
          on conflict do update set mapping = excluded.mapping`
      }
      for (const id of decided.protect) setProtected(db, accountId, id, true)
      for (const id of decided.unprotect) setProtected(db, accountId, id, false)
      for (const { subject, owner } of decided.addressMarks?.remove ?? []) {
        db.run`delete from address_marks
          where account_id = ${accountId} and subject = ${subject} and owner = ${owner}`
      }
      for (const { subject, owner } of decided.addressMarks?.add ?? []) {
        db.run`insert into address_marks values (${accountId}, ${subject}, ${owner}) on conflict do nothing`
      }
    }),
  listLinkChanges: (accountId, claudeUserId) => db.read(() => readLinkChanges(db, accountId, [claudeUserId]).reverse()),
  listLatestLinkChanges: (accountId, among) =>
    db.read(() => [
      ...new Map(readLinkChanges(db, accountId, among).map((change) => [change.claudeUserId, change])).values(),
    ]),
  countPeople: (accountId) =>
    db.read(() => {
      const { isExcluded } = readKeptDays(db, accountId)
      const [employees, links] = [readEmployees(db, accountId), readLinks(db, accountId)]
      const users = [...readEmails(db, accountId).keys()].filter((id) => !isExcluded(id))
      const matched = users.filter((id) => employees.has(links.get(id)?.employeeId as EmployeeId))
      const ignored = users.filter((id) => links.get(id)?.ignored)
      return { claudeUsers: users.length, matched: matched.length, ignored: ignored.length }
    }),
})

/** Finds first active days, even those that are no longer kept. */
const findFirstActiveDays = (db: Database, accountId: AccountId, among: readonly ClaudeUserId[]) =>
  new Map(
    db.all<{ id: ClaudeUserId; day: Day }>`select user_id as id, min(day) as day from (
        select user_id, day from usage where account_id = ${accountId} and is_active
        union all select user_id, day from first_active_days where account_id = ${accountId})
      where user_id in (select value from json_each(${among})) group by user_id`.map(({ id, day }) => [id, day]),
  )

const readProtectedUsers = (db: Database, accountId: AccountId): Set<ClaudeUserId> =>
  new Set(
    db.all<{ id: ClaudeUserId }>`select user_id as id from claude_users
      where account_id = ${accountId} and is_protected`.map(({ id }) => id),
  )

/** Protects the Claude users again that were protected when the account was erased. */
const protectReturnedUsers = (db: Database, accountId: AccountId): void => {
  const rows = db.all<{ subject: string }>`select subject from protected_users where account_id = ${accountId}`
  const subjects = new Set(rows.map(({ subject }) => subject))
  for (const id of subjects.size > 0 ? readEmails(db, accountId).keys() : []) {
    if (subjects.has(hashProtectedUser(accountId, id))) setProtected(db, accountId, id, true)
  }
}

/** Protects a stored Claude user, or no longer protects one. */
const setProtected = (db: Database, accountId: AccountId, id: ClaudeUserId, isProtected: boolean): void => {
  const subject = hashProtectedUser(accountId, id)
  const isStored = db.run`update claude_users set is_protected = ${isProtected}
    where account_id = ${accountId} and user_id = ${id}`
  if (!isProtected) db.run`delete from protected_users where account_id = ${accountId} and subject = ${subject}`
  else if (isStored) db.run`insert into protected_users values (${accountId}, ${subject}) on conflict do nothing`
}

const readPeople = (db: Database, accountId: AccountId) => {
  const emails = readEmails(db, accountId)
  const links = readLinks(db, accountId)
  const lastLinked = readLinkChanges(db, accountId).flatMap(({ claudeUserId: id, from, to }) => {
    const employeeId = to?.employeeId ?? from?.employeeId
    const isUnlinked = emails.has(id) && links.get(id)?.employeeId == null
    return employeeId && isUnlinked ? [[id, employeeId] as const] : []
  })
  return {
    accountId,
    addressMarks: db.all<{ subject: string; owner: string }>`
      select subject, owner from address_marks where account_id = ${accountId}`,
    idVersion: readAccount(db, accountId).id_version,
    lastLinked: new Map(lastLinked),
    claudeUsers: [...emails].map(([id, email]) => ({ id, email })),
    employees: [...readEmployees(db, accountId).values()],
    links: [...links.values()],
    protectedUsers: readProtectedUsers(db, accountId),
    conflicts: new Map(
      readMappings(db, accountId)
        .filter(({ state }) => state === 'conflict')
        .map(({ user, candidates }) => [user.id, candidates]),
    ),
  }
}

/** Returns the changes of links, oldest first. */
const readLinkChanges = (
  db: Database,
  accountId: AccountId,
  among: readonly ClaudeUserId[] | null = null,
): LinkChangeRecord[] => {
  const rows = db.all<{ at: number; by: EmployeeId | null; event: string; is_before_erasure: number }>`
    select at, actor_id as by, event, is_before_erasure from log
    where account_id = ${accountId} and event ->> 'kind' = 'link_changed'
      and (${among} is null or event ->> 'claudeUserId' in (select value from json_each(${among})))
    order by number`
  return rows.map(({ at, by, event, is_before_erasure }) => {
    const { claudeUserId, from, to } = JSON.parse(event) as Extract<StoredLogEvent, { kind: 'link_changed' }>
    return { claudeUserId, at, by, from, to, isBeforeErasure: is_before_erasure === 1 }
  })
}

/** Applies changes of links, and adds them to the log. Returns the employees who got or lost a Claude user. */
const applyLinkChanges = (
  db: Database,
  accountId: AccountId,
  { set, remove, by, at }: LinkChanges,
): (EmployeeId | null)[] => {
  const targets = [
    ...set.map(({ claudeUserId, ...to }) => ({ claudeUserId, to })),
    ...remove.map((claudeUserId) => ({ claudeUserId, to: null })),
  ]
  const links = readLinks(db, accountId)
  return targets.flatMap(({ claudeUserId, to }) => {
    const stored = links.get(claudeUserId)
    const from: LinkState = stored
      ? { employeeId: stored.employeeId, method: stored.method, ignored: stored.ignored }
      : null
    if (isSameState(from, to) || (by === null && from?.method === ('manual' satisfies LinkMethod))) return []
    const event = { kind: 'link_changed', claudeUserId, from, to } as const
    appendToLog(db, accountId, [createLogEntry({ at, actorId: by, event })])
    if (to) {
      db.run`insert into links values (${accountId}, ${claudeUserId}, ${to.employeeId}, ${to.method}, ${to.ignored})
        on conflict do update set employee_id = excluded.employee_id, method = excluded.method,
          ignored = excluded.ignored`
    } else db.run`delete from links where account_id = ${accountId} and user_id = ${claudeUserId}`
    const [before, after] = [from?.employeeId ?? null, to?.employeeId ?? null]
    return before === after ? [] : [before, after]
  })
}
