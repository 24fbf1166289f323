import type { ClaudeUserId, Day, EmployeeId } from '@windmill/claude-core'
import type { Account } from './accounts.ts'
import { findEmployeeUsage } from './usage-methods.ts'

/** Whether an employee has figures: their participation is `included`, and a Claude user is linked. */
export const hasFigures = (account: Account, id: EmployeeId): boolean =>
  account.employees.get(id)?.participation === 'included' && findEmployeeUsage(account, id).claudeUsers.length > 0

const takeNumber = ({ changeNumbers }: Account): number => {
  changeNumbers.newest += 1
  return changeNumbers.newest
}

/** Gives each of the days a new change number, because the figures of everyone may have changed on these days. */
export const numberDays = (account: Account, days: Iterable<Day>): void => {
  for (const day of days) account.changeNumbers.days.set(day, takeNumber(account))
}

/** Gives a day a new change number if one of the Claude users is linked to somebody with figures on that day. */
export const numberDayOfUsers = (account: Account, day: Day, claudeUserIds: readonly ClaudeUserId[]): void => {
  const isShown = (claudeUserId: ClaudeUserId) => {
    const owner = account.employees.get(account.links.get(claudeUserId)?.employeeId as EmployeeId)
    return owner?.participation === 'included' && (owner.archivedOn === null || owner.archivedOn >= day)
  }
  if (claudeUserIds.some(isShown)) numberDays(account, [day])
}

/** Gives a new change number to each of the employees with figures, and then to the set of everyone with figures. */
export const numberEmployees = (account: Account, ids: Iterable<EmployeeId>): void => {
  for (const id of ids) {
    account.changeNumbers.employees.delete(id)
    if (hasFigures(account, id)) account.changeNumbers.employees.set(id, takeNumber(account))
  }
  account.changeNumbers.membershipNumber = takeNumber(account)
}

/** Gives new change numbers to the employees with a changed link, except those that cannot have figures. */
export const numberLinkedEmployees = (account: Account, ids: Iterable<EmployeeId | null | undefined>): void => {
  const includedIds = [...new Set(ids)].flatMap((id) =>
    id != null && account.employees.get(id)?.participation === 'included' ? id : [],
  )
  if (includedIds.length > 0) numberEmployees(account, includedIds)
}

/** Gives new change numbers to the employees with a changed directory entry, except those without a link. */
export const numberChangedEmployees = (account: Account, ids: readonly EmployeeId[]): void => {
  const owners = new Set([...account.links.values()].map(({ employeeId }) => employeeId))
  const linkedIds = ids.filter((id) => owners.has(id))
  if (linkedIds.length > 0) numberEmployees(account, linkedIds)
}
