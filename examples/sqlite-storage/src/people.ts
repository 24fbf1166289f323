import type { AccountId, ClaudeUserId, Employee, EmployeeId } from '@windmill/claude-core'
import type { Database } from './database.ts'

/** Returns the stored directory. */
export const readEmployees = (db: Database, accountId: AccountId): Map<EmployeeId, Employee> =>
  new Map(
    db.all<{ employee: string }>`select employee from employees where account_id = ${accountId}`.map((row) => {
      const employee = JSON.parse(row.employee) as Employee
      return [employee.id, employee]
    }),
  )

/** Returns an employee of the stored directory. Undefined for an unknown id. */
export const readEmployee = (db: Database, accountId: AccountId, id: EmployeeId): Employee | undefined => {
  const row = db.get<{ employee: string }>`
    select employee from employees where account_id = ${accountId} and employee_id = ${id}`
  return row && (JSON.parse(row.employee) as Employee)
}

/** Returns the address of each Claude user. */
export const readEmails = (db: Database, accountId: AccountId): Map<ClaudeUserId, string | null> =>
  new Map(
    db.all<{ user_id: ClaudeUserId; email: string | null }>`
      select user_id, email from claude_users where account_id = ${accountId}`.map(({ user_id, email }) => [
      user_id,
      email,
    ]),
  )
