import type { CounterSums, Day } from '@windmill/claude-core'
import { compareText } from '../../compare-text.ts'
import type { EmployeeFigures, StorageAdapter } from '../adapter.ts'
import { type Account, type Accounts, getKeptFrom, isKept } from './accounts.ts'
import { hasFigures } from './number-changes.ts'
import { findEmployeeUsage, listReadDays } from './usage-methods.ts'

type ChangeMethods = Pick<StorageAdapter, 'listChanges' | 'readFigures'>

export const createChangeMethods = ({ getAccount }: Accounts): ChangeMethods => ({
  async listChanges(accountId, after, limit) {
    const account = getAccount(accountId)
    const { newest, membershipNumber, days, employees } = account.changeNumbers
    const isAheadOfAccount = after !== null && (after.number > newest || after.membershipNumber > membershipNumber)
    const startNumber = after === null || isAheadOfAccount ? 0 : after.number
    const changedEmployees = [...employees]
      .filter(([id, changeNumber]) => after !== null && changeNumber > startNumber && hasFigures(account, id))
      .sort(([, a], [, b]) => a - b)
    const page = changedEmployees.slice(0, limit)
    const hasMore = changedEmployees.length > limit
    const endNumber = (hasMore ? page.at(-1)?.[1] : newest) ?? newest
    return {
      days: [...days]
        .flatMap(([day, changeNumber]) =>
          changeNumber > startNumber && changeNumber <= endNumber && isKept(account, day) ? day : [],
        )
        .sort(),
      employees: page.map(([id]) => id),
      everyone: hasMore || after?.membershipNumber === membershipNumber ? null : listIdsWithFigures(account),
      keptFrom: getKeptFrom(account),
      position: { number: endNumber, membershipNumber: hasMore ? (after?.membershipNumber ?? 0) : membershipNumber },
      hasMore,
    }
  },
  async readFigures(accountId, { days, employees, after, limit }, { signal } = {}) {
    signal?.throwIfAborted()
    const account = getAccount(accountId)
    const memberIds = listIdsWithFigures(account).filter(
      (id) => (employees === undefined || employees.includes(id)) && (after === null || compareText(id, after) > 0),
    )
    const isRequested = (day: Day) => days === undefined || days.includes(day)
    return {
      employees:
        days?.length === 0 ? [] : memberIds.slice(0, limit).map((id) => readEmployeeFigures(account, id, isRequested)),
      days: listReadDays(account).filter(({ day }) => isRequested(day)),
    }
  },
})

const listIdsWithFigures = (account: Account) =>
  [...account.employees.keys()].filter((id) => hasFigures(account, id)).sort(compareText)

const readEmployeeFigures = (
  account: Account,
  id: EmployeeFigures['id'],
  isRequested: (day: Day) => boolean,
): EmployeeFigures => {
  const { claudeUsers, userKeptFrom, archivedOn, listRows, sum } = findEmployeeUsage(account, id)
  const sums = [...account.usage.keys()].filter(isRequested).flatMap((day): [Day, CounterSums][] => {
    const period = { from: day, to: day }
    return listRows(period).length > 0 ? [[day, sum(period)]] : []
  })
  return {
    id,
    startedOn: account.employees.get(id)?.startedOn ?? null,
    archivedOn,
    claudeUsers: claudeUsers.length,
    userKeptFrom,
    sums: new Map(sums),
  }
}
