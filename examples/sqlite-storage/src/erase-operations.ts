import {
  type AccountId,
  type ClaudeUserId,
  claudeUserId,
  type Day,
  dayAt,
  type EmployeeId,
} from '@windmill/claude-core'
import type { DirectoryRecord, StorageAdapter } from '@windmill/claude-server'
import {
  compareText,
  hashEmailKey,
  hashEmployee,
  hashSubject,
  listErasedAddressHashes,
  neverKept,
  requireStorableId,
} from '@windmill/claude-server/storage'
import { addAccount, readAccount } from './accounts.ts'
import { numberEmployees, numberLinkedEmployees } from './change-numbers.ts'
import { listFindings } from './check-operations.ts'
import { type Database, parseJson } from './database.ts'
import { addErasedMark, addFormerIds, markErasedAddresses, readErasedHashes } from './erased.ts'
import { deleteClaudeUser } from './kept-from-operations.ts'
import { listUsersOf, readLinks, readOwner } from './links.ts'
import { readMappings } from './mapping-operations.ts'
import { readEmails, readEmployees } from './people.ts'
import { applyRenames } from './renames.ts'
import { readLineRows, updateReportingLines } from './reporting-lines.ts'

type EraseOperations = Pick<
  StorageAdapter,
  'eraseEmployee' | 'isFormerId' | 'eraseByAddress' | 'liftErasure' | 'readEmployeeData'
>

export const createEraseOperations = (db: Database, now: () => number): EraseOperations => ({
  eraseEmployee: (accountId, employeeId, { claudeUserIds, sharedClaudeUserIds, emailKeys, pseudonym }) =>
    db.write(() => {
      const [from, to] = [requireStorableId(employeeId), requireStorableId(pseudonym)]
      addAccount(db, accountId)
      const ids = new Set([...claudeUserIds.map(requireStorableId), ...listUsersOf(db, accountId, from)])
      const sharedIds = new Set(sharedClaudeUserIds.map(requireStorableId))
      for (const { state, candidates, user } of readMappings(db, accountId)) {
        if (state === 'conflict' && candidates.includes(from)) sharedIds.add(user.id)
      }
      const owners = [...ids, ...sharedIds].flatMap((id) => readOwner(db, accountId, id) ?? [])

      const owner = hashEmployee(accountId, from)
      markErased(db, accountId, owner, null)
      const marked = db.all<{ subject: string; owner: string }>`
        delete from address_marks where account_id = ${accountId} and owner = ${owner} returning subject, owner`
      const given = emailKeys.map((key) => ({ subject: hashEmailKey(accountId, key), owner }))
      markErasedAddresses(db, accountId, [...given, ...marked], dayAt(now()))
      for (const id of sharedIds) {
        deleteClaudeUser(db, accountId, id)
        keepFrom(db, accountId, id, dayAt(now()))
      }
      for (const id of ids) eraseClaudeUser(db, accountId, id, owner)

      applyRenames(db, accountId, [{ from, to }])
      addFormerIds(db, accountId, [from])
      db.run`update log set event = json_set(event, '$.claudeUserId', ${claudeUserId(to)})
        where account_id = ${accountId} and event ->> 'kind' = 'link_changed'
          and event ->> 'claudeUserId' in (select value from json_each(${[...ids]}))`
      removeFromDirectory(db, accountId, to)
      updateReportingLines(db, accountId, now())
      numberEmployees(db, accountId, [from, ...owners])
    }),
  isFormerId: (accountId, employeeId) =>
    db.read(() => {
      const hash = hashEmployee(accountId, employeeId)
      const isStored = db.get`select 1 from former_ids where account_id = ${accountId} and hash = ${hash}`
      return isStored !== undefined || readErasedHashes(db, accountId).has(hash)
    }),
  eraseByAddress: (accountId, emailKeys, ownedIds) =>
    db.write(() => {
      for (const id of emailKeys.keys()) requireStorableId(id)
      const emails = readEmails(db, accountId)
      const owners: (EmployeeId | null)[] = []
      for (const [id, keys] of emailKeys) {
        const subjects = keys.flatMap((key) => listErasedAddressHashes(accountId, key))
        const marks = db.all<{ day: Day; owner: string | null }>`select day, owner from kept_from
          where account_id = ${accountId} and subject in (select value from json_each(${subjects}))`
        const owner = marks.find(({ day }) => day === neverKept)?.owner
        const day = marks
          .flatMap((mark) => (mark.day === neverKept ? [] : mark.day))
          .sort()
          .at(-1)
        const isMarked = db.get`select 1 from kept_from
          where account_id = ${accountId} and subject = ${hashSubject(accountId, id)}`
        if (owner && !ownedIds.has(id)) {
          owners.push(readOwner(db, accountId, id))
          eraseClaudeUser(db, accountId, id, owner)
        } else if (day && !emails.has(id) && !isMarked) keepFrom(db, accountId, id, day)
      }
      numberLinkedEmployees(db, accountId, owners)
    }),
  liftErasure: (accountId, employeeId) =>
    db.write(() => {
      const owner = hashEmployee(accountId, employeeId)
      db.run`delete from former_ids where account_id = ${accountId} and hash = ${owner}`
      db.run`delete from kept_from where account_id = ${accountId} and subject = ${owner}`
      db.run`update kept_from set day = ${dayAt(now())}, owner = null, reason = 'erased', since = null, user_id = null
        where account_id = ${accountId} and owner = ${owner}`
    }),
  readEmployeeData: (accountId, employeeId) =>
    db.read(() => {
      const emails = readEmails(db, accountId)
      const mappings = new Map(readMappings(db, accountId).map((mapping) => [mapping.user.id, mapping]))
      const findings = listFindings(db, accountId)
      const links = [...readLinks(db, accountId).values()].filter((link) => link.employeeId === employeeId)
      return {
        reportingLines: readLineRows(db, accountId)
          .filter((line) => line.employee_id === employeeId)
          .map(({ manager_id, from_at, until_at }) => ({ managerId: manager_id, from: from_at, until: until_at })),
        claudeUsers: links
          .sort((a, b) => compareText(a.claudeUserId, b.claudeUserId))
          .map(({ claudeUserId: id, method }) => {
            const mapping = mappings.get(id)
            return {
              id,
              email: emails.get(id) ?? null,
              method,
              mapping: mapping ? { state: mapping.state, reason: mapping.reason } : null,
              days: db.all<{ day: Day; counters: string }>`select day, counters from usage
                where account_id = ${accountId} and user_id = ${id} order by day`.map(({ day, counters }) => ({
                day,
                counters: JSON.parse(counters),
              })),
              findings: findings
                .filter((finding) => finding.claudeUserId === id)
                .map(({ claudeUserId: _, ...finding }) => finding),
            }
          }),
      }
    }),
})

const keepFrom = (db: Database, accountId: AccountId, id: ClaudeUserId, day: Day): void =>
  addErasedMark(db, accountId, hashSubject(accountId, id), { day })

const eraseClaudeUser = (db: Database, accountId: AccountId, id: ClaudeUserId, owner: string): void => {
  deleteClaudeUser(db, accountId, id)
  db.run`delete from links where account_id = ${accountId} and user_id = ${id}`
  markErased(db, accountId, hashSubject(accountId, id), owner)
}

/** Replaces all marks of a subject by a single one, by which nothing about the subject is kept. */
const markErased = (db: Database, accountId: AccountId, subject: string, owner: string | null): void => {
  db.run`delete from kept_from where account_id = ${accountId} and subject = ${subject}`
  addErasedMark(db, accountId, subject, { owner })
}

/** Removes an employee from the directory, also as a manager, and the problems of the directory, which may name them. */
const removeFromDirectory = (db: Database, accountId: AccountId, id: EmployeeId): void => {
  db.run`delete from employees where account_id = ${accountId} and employee_id = ${id}`
  for (const employee of readEmployees(db, accountId).values()) {
    if (employee.managerId !== id) continue
    db.run`update employees set employee = ${{ ...employee, managerId: null }}
      where account_id = ${accountId} and employee_id = ${employee.id}`
  }
  const status = parseJson<DirectoryRecord>(readAccount(db, accountId).directory_status)
  if (status) {
    db.run`update accounts set directory_status = ${{ ...status, problems: [] }} where account_id = ${accountId}`
  }
}
