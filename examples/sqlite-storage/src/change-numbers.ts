import type { AccountId, ClaudeUserId, Day, EmployeeId } from '@windmill/claude-core'
import { neverKept } from '@windmill/claude-server/storage'
import { addAccount } from './accounts.ts'
import type { Database } from './database.ts'
import { readKeptDays } from './kept-days.ts'
import { listUsersOf, readLinks, readOwner } from './links.ts'
import { readEmployee } from './people.ts'

/** Takes the next number. Writes are one after another, so numbers are in the order of the commits. */
const takeNumber = (db: Database, accountId: AccountId): number => {
  addAccount(db, accountId)
  return db.get<{ newest_change: number }>`update accounts set newest_change = newest_change + 1
    where account_id = ${accountId} returning newest_change`?.newest_change as number
}

const isIncluded = (db: Database, accountId: AccountId, id: EmployeeId): boolean =>
  readEmployee(db, accountId, id)?.participation === 'included'

/** Whether an employee has figures: their participation is `included`, and a Claude user is linked and kept. */
export const hasFigures = (db: Database, accountId: AccountId, id: EmployeeId): boolean => {
  if (!isIncluded(db, accountId, id)) return false
  const { getUserFrom } = readKeptDays(db, accountId)
  return listUsersOf(db, accountId, id).some((user) => getUserFrom(user) !== neverKept)
}

/** Numbers days on which the figures of anybody may have changed. */
export const numberDays = (db: Database, accountId: AccountId, days: Iterable<Day>): void => {
  for (const day of days) {
    db.run`insert into changed_days values (${accountId}, ${day}, ${takeNumber(db, accountId)})
      on conflict do update set number = excluded.number`
  }
}

/** Numbers a day if one of the Claude users is linked to somebody with figures on that day. */
export const numberDayOfUsers = (
  db: Database,
  accountId: AccountId,
  day: Day,
  userIds: readonly ClaudeUserId[],
): void => {
  const isShown = (id: ClaudeUserId) => {
    const ownerId = readOwner(db, accountId, id)
    const owner = ownerId === null ? undefined : readEmployee(db, accountId, ownerId)
    return owner?.participation === 'included' && (owner.archivedOn === null || owner.archivedOn >= day)
  }
  if (userIds.some(isShown)) numberDays(db, accountId, [day])
}

/** Numbers the employees with figures, and then the set of everyone with figures. */
export const numberEmployees = (db: Database, accountId: AccountId, ids: Iterable<EmployeeId>): void => {
  for (const id of ids) {
    db.run`delete from changed_employees where account_id = ${accountId} and employee_id = ${id}`
    if (hasFigures(db, accountId, id)) {
      db.run`insert into changed_employees values (${accountId}, ${id}, ${takeNumber(db, accountId)})`
    }
  }
  const number = takeNumber(db, accountId)
  db.run`update accounts set membership_change = ${number} where account_id = ${accountId}`
}

/** Numbers the employees with a changed link, except those that cannot have figures. */
export const numberLinkedEmployees = (db: Database, accountId: AccountId, ids: Iterable<EmployeeId | null>): void => {
  const included = [...new Set(ids)].filter((id) => id !== null).filter((id) => isIncluded(db, accountId, id))
  if (included.length > 0) numberEmployees(db, accountId, included)
}

/** Numbers the employees with a changed directory entry, except those without a link. */
export const numberChangedEmployees = (db: Database, accountId: AccountId, ids: readonly EmployeeId[]): void => {
  if (ids.length === 0) return
  const owners = new Set([...readLinks(db, accountId).values()].map(({ employeeId }) => employeeId))
  const linked = ids.filter((id) => owners.has(id))
  if (linked.length > 0) numberEmployees(db, accountId, linked)
}
