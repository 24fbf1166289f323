import type { AccountId, ClaudeUserId, EmployeeId, Link } from '@windmill/claude-core'
import type { Database } from './database.ts'

interface LinkRow {
  readonly user_id: ClaudeUserId
  readonly employee_id: EmployeeId | null
  readonly method: Link['method']
  readonly ignored: number
}

/** Returns the links of an account, by Claude user. */
export const readLinks = (db: Database, accountId: AccountId): Map<ClaudeUserId, Link> =>
  new Map(
    db.all<LinkRow>`select * from links where account_id = ${accountId}`.map((row) => [
      row.user_id,
      { claudeUserId: row.user_id, employeeId: row.employee_id, method: row.method, ignored: row.ignored === 1 },
    ]),
  )

/** Returns the employee that a Claude user is linked to. Null if there is none. */
export const readOwner = (db: Database, accountId: AccountId, id: ClaudeUserId): EmployeeId | null =>
  db.get<{ employee_id: EmployeeId | null }>`
    select employee_id from links where account_id = ${accountId} and user_id = ${id}`?.employee_id ?? null

/** Returns the Claude users of an employee, ordered by id. */
export const listUsersOf = (db: Database, accountId: AccountId, id: EmployeeId): ClaudeUserId[] =>
  db.all<{ user_id: ClaudeUserId }>`
    select user_id from links where account_id = ${accountId} and employee_id = ${id} order by user_id`.map(
    ({ user_id }) => user_id,
  )
