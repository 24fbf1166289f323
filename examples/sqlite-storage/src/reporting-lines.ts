import type { AccountId, EmployeeId } from '@windmill/claude-core'
import { isInGroups, type ReportingLine } from '@windmill/claude-server/storage'
import { readAccount } from './accounts.ts'
import type { Database } from './database.ts'
import { readEmployees } from './people.ts'

interface LineRow {
  readonly number: number
  readonly employee_id: EmployeeId
  readonly manager_id: EmployeeId | null
  readonly is_in_groups: number
  /** Null for a line of the first directory. */
  readonly from_at: number | null
  /** Null for a line that is in effect. */
  readonly until_at: number | null
}

/** Returns all reporting lines of an account, in the order in which they began. */
export const readLineRows = (db: Database, accountId: AccountId): LineRow[] =>
  db.all<LineRow>`select rowid as number, * from reporting_lines where account_id = ${accountId} order by rowid`

export const readReportingLines = (db: Database, accountId: AccountId): ReportingLine[] =>
  readLineRows(db, accountId).map((row) => ({
    employeeId: row.employee_id,
    managerId: row.manager_id,
    isInGroups: row.is_in_groups === 1,
    from: row.from_at ?? Number.NEGATIVE_INFINITY,
    until: row.until_at ?? Number.POSITIVE_INFINITY,
  }))

/**
 * Ends the reporting lines that the directory no longer has, and adds those that are new. The lines of the first
 * directory have no beginning.
 */
export const updateReportingLines = (db: Database, accountId: AccountId, time: number): void => {
  const employees = readEmployees(db, accountId)
  const lines = readLineRows(db, accountId)
  const { lines_changed_at: changedAt } = readAccount(db, accountId)
  // A lack of lines alone does not prove that this is the first directory: earlier lines can have been pruned.
  const isFirst = lines.length === 0 && changedAt === 0
  const at = Math.max(time, changedAt + 1)
  const isInEffect = (line: LineRow) => {
    const employee = employees.get(line.employee_id)
    return employee?.managerId === line.manager_id && Number(isInGroups(employee)) === line.is_in_groups
  }
  const current = lines.filter(({ until_at }) => until_at === null)
  const ended = current.filter((line) => !isInEffect(line))
  const continued = new Set(current.filter(isInEffect).map(({ employee_id }) => employee_id))
  const added = [...employees.values()].filter(({ id }) => !continued.has(id))
  for (const { number } of ended) db.run`update reporting_lines set until_at = ${at} where rowid = ${number}`
  for (const employee of added) {
    db.run`insert into reporting_lines values
      (${accountId}, ${employee.id}, ${employee.managerId}, ${isInGroups(employee)}, ${isFirst ? null : at}, null)`
  }
  if (!isFirst && ended.length + added.length > 0) {
    db.run`update accounts set lines_changed_at = ${at} where account_id = ${accountId}`
  }
}
