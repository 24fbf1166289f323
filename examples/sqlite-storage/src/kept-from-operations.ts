import { type AccountId, type ClaudeUserId, type Day, dayAt, type EmployeeId } from '@windmill/claude-core'
import type { StorageAdapter } from '@windmill/claude-server'
import {
  computeFirstKeptDay,
  gracePeriodMs,
  hashProtectedUser,
  hashSubject,
  listHiddenHashes,
  maxClockDifferenceMs,
  neverKept,
  readAgainCode,
  requireStorableId,
  selectHiddenUsers,
} from '@windmill/claude-server/storage'
import { readAccount } from './accounts.ts'
import { numberDays, numberLinkedEmployees } from './change-numbers.ts'
import { readConnection } from './connection-operations.ts'
import { type Database, parseJson } from './database.ts'
import { readKeptDays } from './kept-days.ts'
import { listLedger, saveLedgerEntry } from './ledger.ts'
import { readOwner } from './links.ts'

type KeptFromOperations = Pick<
  StorageAdapter,
  | 'getPolicy'
  | 'applyPolicy'
  | 'getKeptFrom'
  | 'deleteNotKept'
  | 'excludeClaudeUsers'
  | 'hasExclusions'
  | 'findHiddenUsers'
>

export const createKeptFromOperations = (db: Database, now: () => number): KeptFromOperations => {
  /** Whatever was hidden since then can still come back. */
  const getDeadline = () => now() - gracePeriodMs
  return {
    getPolicy: (accountId) => db.read(() => parseJson(readAccount(db, accountId).policy)),
    applyPolicy: (accountId, policy) =>
      db.write(() => {
        if (!readConnection(db, accountId)) return
        db.run`insert into accounts (account_id, policy) values (${accountId}, ${policy})
          on conflict do update set policy = excluded.policy`
        const subject = hashSubject(accountId)
        const day = computeFirstKeptDay(policy, now())
        const replaced = db.all<{ day: Day; since: number }>`delete from kept_from
          where account_id = ${accountId} and subject = ${subject} and since > ${getDeadline()}
            and (${day} is null or day > ${day})
          returning day, since`
        const { accountFrom } = readKeptDays(db, accountId)
        if (day !== null && (accountFrom === null || day > accountFrom)) {
          // A replaced mark has already hidden the earlier days, so they count as hidden since that mark was set.
          const since = Math.min(now(), ...replaced.map((mark) => mark.since))
          db.run`insert into kept_from (account_id, subject, day, reason, since)
            values (${accountId}, ${subject}, ${day}, 'policy', ${since})`
        }
        // Some days before this day may have been hidden until now.
        const shownBefore = replaced.map((mark) => mark.day).reduce(maxText, '')
        numberDays(
          db,
          accountId,
          listLedger(db, accountId).flatMap((entry) => (entry.read && entry.day < shownBefore ? entry.day : [])),
        )
      }),
    getKeptFrom: (accountId) => db.read(() => readKeptDays(db, accountId).accountFrom),
    deleteNotKept: (accountId) =>
      db.write(() => {
        const due = db.all<{ reason: string; day: Day; user_id: ClaudeUserId | null }>`
          select reason, day, user_id from kept_from
          where account_id = ${accountId} and (since is null or since <= ${getDeadline()})`
        const from = due.map(({ reason, day }) => (reason === 'policy' ? day : '')).reduce(maxText, '')
        deleteDaysBefore(db, accountId, from)
        for (const { user_id: id } of due) if (id !== null) deleteClaudeUser(db, accountId, id)
        db.run`delete from kept_from where account_id = ${accountId} and reason = 'policy' and day < ${from}`
        db.run`update kept_from set since = null, user_id = null
          where account_id = ${accountId} and since <= ${getDeadline()}`
      }),
    excludeClaudeUsers: (accountId, { exclude, readmit }) =>
      db.write(() => {
        for (const id of [...exclude, ...readmit.map(({ claudeUserId }) => claudeUserId)]) requireStorableId(id)
        // The owners are read before the change, which can delete the link.
        const owners: (EmployeeId | null)[] = []
        for (const id of exclude) {
          if (hideClaudeUser(db, accountId, id, now())) owners.push(readOwner(db, accountId, id))
        }
        for (const { claudeUserId: id, employeeId } of readmit) {
          const mark = db.get<{ since: number | null }>`delete from kept_from
            where account_id = ${accountId} and subject = ${hashSubject(accountId, id)}
              and day = ${neverKept} and reason = 'excluded'
            returning since`
          if (!mark) continue
          owners.push(readOwner(db, accountId, id))
          if (mark.since !== null && mark.since > getDeadline()) makeDaysDue(db, accountId, mark.since)
          else returnClaudeUser(db, accountId, id, readIncludedFrom(db, accountId, employeeId) ?? dayAt(now()))
        }
        numberLinkedEmployees(db, accountId, owners)
      }),
    hasExclusions: (accountId) =>
      db.read(
        () =>
          db.get`select 1 from kept_from where account_id = ${accountId} and reason <> 'policy'
            union all select 1 from employees where account_id = ${accountId} and participation = 'excluded'` !==
          undefined,
      ),
    findHiddenUsers: (accountId, emailKeys, ownedIds) =>
      db.read(() => {
        const hashes = db.all<{ subject: string }>`
          select subject from kept_from where account_id = ${accountId} and day = ${neverKept}
          union select subject from protected_users where account_id = ${accountId}
          union select subject from address_marks where account_id = ${accountId}`
        const linked = db.all<{ user_id: ClaudeUserId }>`
          select user_id from links where account_id = ${accountId} and employee_id is not null`
        return selectHiddenUsers(
          listHiddenHashes(accountId, emailKeys),
          new Set(hashes.map(({ subject }) => subject)),
          new Set(linked.map(({ user_id }) => user_id)),
          ownedIds,
        )
      }),
  }
}

const maxText = (a: string, b: string): string => (a > b ? a : b)

/** Deletes days. The first active day of each of their Claude users stays. */
const deleteDaysBefore = (db: Database, accountId: AccountId, from: string): void => {
  db.run`insert into first_active_days
    select account_id, user_id, min(day) from usage
    where account_id = ${accountId} and day < ${from} and is_active group by user_id
    on conflict do update set day = min(day, excluded.day)`
  db.run`delete from usage where account_id = ${accountId} and day < ${from}`
  db.run`delete from ledger where account_id = ${accountId} and day < ${from}`
  db.run`delete from changed_days where account_id = ${accountId} and day < ${from}`
  db.run`delete from published_weeks where account_id = ${accountId} and start < ${from}`
  db.run`delete from month_checks where account_id = ${accountId} and month < ${from}`
  db.run`delete from findings where account_id = ${accountId} and month < ${from}`
}

/** Hides a Claude user. Stored data is deleted after the grace period. Returns whether anything changed. */
const hideClaudeUser = (db: Database, accountId: AccountId, id: ClaudeUserId, now: number): boolean => {
  const subject = hashSubject(accountId, id)
  if (db.get`select 1 from kept_from where account_id = ${accountId} and subject = ${subject} and day = ${neverKept}`)
    return false
  const isKnown = db.get`select 1 from claude_users where account_id = ${accountId} and user_id = ${id}` !== undefined
  db.run`insert into kept_from (account_id, subject, day, reason, since, user_id)
    values (${accountId}, ${subject}, ${neverKept}, 'excluded', ${isKnown ? now : null}, ${isKnown ? id : null})`
  if (!isKnown) db.run`delete from findings where account_id = ${accountId} and user_id = ${id}`
  return true
}

/** Keeps the usage of a Claude user from a day on. Nothing of them is stored any longer. */
const returnClaudeUser = (db: Database, accountId: AccountId, id: ClaudeUserId, day: Day): void => {
  deleteClaudeUser(db, accountId, id)
  const subject = hashSubject(accountId, id)
  db.run`delete from kept_from where account_id = ${accountId} and subject = ${subject}`
  db.run`insert into kept_from (account_id, subject, day, reason) values (${accountId}, ${subject}, ${day}, 'excluded')`
}

const readIncludedFrom = (db: Database, accountId: AccountId, employeeId: EmployeeId): Day | null =>
  db.get<{ included_from: Day | null }>`select included_from from employees
    where account_id = ${accountId} and employee_id = ${employeeId}`?.included_from ?? null

/** Deletes everything about a Claude user except a manual link, which identifies them if they come back. */
export const deleteClaudeUser = (db: Database, accountId: AccountId, id: ClaudeUserId): void => {
  db.run`delete from usage where account_id = ${accountId} and user_id = ${id}`
  db.run`delete from findings where account_id = ${accountId} and user_id = ${id}`
  db.run`delete from claude_users where account_id = ${accountId} and user_id = ${id}`
  db.run`delete from first_active_days where account_id = ${accountId} and user_id = ${id}`
  db.run`delete from mappings where account_id = ${accountId} and user_id = ${id}`
  db.run`delete from protected_users where account_id = ${accountId} and subject = ${hashProtectedUser(accountId, id)}`
  db.run`delete from links where account_id = ${accountId} and user_id = ${id} and method <> 'manual'`
}

/**
 * Makes the days that were read after `since` due again. Until such a day is read again, the usage of someone without a
 * row is unknown and not zero, as on a day with an unattributed row.
 */
const makeDaysDue = (db: Database, accountId: AccountId, since: number): void => {
  const { isKept } = readKeptDays(db, accountId)
  for (const { day, read } of listLedger(db, accountId)) {
    if (!(read && isKept(day)) || read.at < since - maxClockDifferenceMs) continue
    saveLedgerEntry(db, accountId, {
      day,
      read: { ...read, unattributedRows: read.unattributedRows + 1 },
      failure: { at: read.at, code: readAgainCode, attempts: 1, dueAt: read.at },
    })
    numberDays(db, accountId, [day])
  }
}
