import type { AccountId, CounterSums, Day, EmployeeId } from '@windmill/claude-core'
import type { EmployeeFigures, StorageAdapter } from '@windmill/claude-server'
import { compareText } from '@windmill/claude-server/storage'
import { readAccount } from './accounts.ts'
import { hasFigures } from './change-numbers.ts'
import type { Database } from './database.ts'
import { readEmployeeRows } from './employee-rows.ts'
import { readKeptDays } from './kept-days.ts'
import { listReadDays } from './ledger.ts'
import { readEmployees } from './people.ts'

type ChangeOperations = Pick<StorageAdapter, 'listChanges' | 'readFigures'>

export const createChangeOperations = (db: Database): ChangeOperations => ({
  listChanges: (accountId, after, limit) =>
    db.read(() => {
      const { newest_change: newest, membership_change: membership } = readAccount(db, accountId)
      const { accountFrom, isKept } = readKeptDays(db, accountId)
      const isAhead = after !== null && (after.number > newest || after.membershipNumber > membership)
      const start = after === null || isAhead ? 0 : after.number
      const changed =
        after === null
          ? []
          : db.all<{ id: EmployeeId; number: number }>`select employee_id as id, number from changed_employees
              where account_id = ${accountId} and number > ${start} order by number`.filter(({ id }) =>
              hasFigures(db, accountId, id),
            )
      const page = changed.slice(0, limit)
      const hasMore = changed.length > limit
      const end = (hasMore ? page.at(-1)?.number : newest) ?? newest
      const days = db.all<{ day: Day }>`select day from changed_days
        where account_id = ${accountId} and number > ${start} and number <= ${end} order by day`
      return {
        days: days.map(({ day }) => day).filter((day) => isKept(day)),
        employees: page.map(({ id }) => id),
        everyone: hasMore || after?.membershipNumber === membership ? null : listIdsWithFigures(db, accountId),
        keptFrom: accountFrom,
        position: { number: end, membershipNumber: hasMore ? (after?.membershipNumber ?? 0) : membership },
        hasMore,
      }
    }),
  readFigures: (accountId, { days, employees, after, limit }, { signal } = {}) =>
    db.read(() => {
      signal?.throwIfAborted()
      const ids = listIdsWithFigures(db, accountId).filter(
        (id) => (employees === undefined || employees.includes(id)) && (after === null || compareText(id, after) > 0),
      )
      const isRequested = (day: Day) => days === undefined || days.includes(day)
      return {
        employees:
          days?.length === 0 ? [] : ids.slice(0, limit).map((id) => readFigures(db, accountId, id, isRequested)),
        days: listReadDays(db, accountId).filter(({ day }) => isRequested(day)),
      }
    }),
})

const listIdsWithFigures = (db: Database, accountId: AccountId): EmployeeId[] =>
  [...readEmployees(db, accountId).keys()].filter((id) => hasFigures(db, accountId, id)).sort(compareText)

const readFigures = (
  db: Database,
  accountId: AccountId,
  id: EmployeeId,
  isRequested: (day: Day) => boolean,
): EmployeeFigures => {
  const { employee, claudeUsers, userKeptFrom, days, sum } = readEmployeeRows(db, accountId, id)
  return {
    id,
    startedOn: employee?.startedOn ?? null,
    archivedOn: employee?.archivedOn ?? null,
    claudeUsers: claudeUsers.length,
    userKeptFrom,
    sums: new Map(days.filter(isRequested).map((day): [Day, CounterSums] => [day, sum({ from: day, to: day })])),
  }
}
