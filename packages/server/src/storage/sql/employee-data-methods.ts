import {
  type ClaudeUserId,
  type Counters,
  counterIds,
  type Day,
  type LinkMethod,
  type MappingReasonCode,
  mappingStates,
} from '@windmill/claude-core'
import { mapCounters } from '@windmill/claude-core/internal'
import { sql } from 'kysely'
import type { EmployeeData, StorageAdapter } from '../adapter.ts'
import { isStorableId } from '../sanitize.ts'
import { selectFindings } from './check-methods.ts'
import { listEntries, selectPage } from './log-methods.ts'
import type { Db } from './schema.ts'
import { formatDay, toMilliseconds, toTextArray } from './values.ts'

type EmployeeDataMethods = Pick<StorageAdapter, 'readEmployeeData' | 'listLogBy'>

const columns = sql.join(counterIds.map((id) => sql.ref(id)))

interface UserRow {
  readonly id: ClaudeUserId
  readonly email: string | null
  readonly method: LinkMethod
  /** Index in core's `mappingStates`. Without a stored mapping, `state` and `reason` are null. */
  readonly state: number | null
  readonly reason: MappingReasonCode | null
}

export const createEmployeeDataMethods = (db: Db): EmployeeDataMethods => ({
  async readEmployeeData(accountId, employeeId) {
    if (!isStorableId(employeeId)) return { reportingLines: [], claudeUsers: [] }
    const lines = await sql<EmployeeData['reportingLines'][number]>`
      select manager_id as "managerId", ${toMilliseconds('began_at')} as from, ${toMilliseconds('ended_at')} as until
      from reporting_lines where account_id = ${accountId} and employee_id = ${employeeId} order by number`.execute(db)
    const users = await sql<UserRow>`
      select links.claude_user_id as id, claude_users.email, method, mappings.state, mappings.reason from links
      left join claude_users on claude_users.account_id = links.account_id
        and claude_users.claude_user_id = links.claude_user_id
      left join mappings on mappings.account_id = links.account_id
        and mappings.claude_user_id = links.claude_user_id
      where links.account_id = ${accountId} and links.employee_id = ${employeeId}
      order by links.claude_user_id`.execute(db)
    const usage = await sql<{ readonly claude_user_id: ClaudeUserId; readonly on: Day } & Counters>`
      select claude_user_id, ${formatDay('day')} as on, ${columns} from usage_days
      where account_id = ${accountId} and claude_user_id = any(${toTextArray(users.rows.map(({ id }) => id))})
      order by usage_days.day`.execute(db)
    const findings = await selectFindings(
      db,
      sql`account_id = ${accountId} and claude_user_id = any(${toTextArray(users.rows.map(({ id }) => id))})`,
    )
    return {
      reportingLines: lines.rows,
      claudeUsers: users.rows.map(({ state, reason, ...user }) => ({
        ...user,
        mapping: state === null || reason === null ? null : { state: mappingStates[state] ?? 'unmatched', reason },
        days: usage.rows
          .filter((row) => row.claude_user_id === user.id)
          .map((row) => ({ day: row.on, counters: mapCounters((id) => row[id]) })),
        findings: findings
          .filter(({ claudeUserId }) => claudeUserId === user.id)
          .map(({ claudeUserId, ...finding }) => finding),
      })),
    }
  },

  async listLogBy(accountId, employeeId, page) {
    if (!isStorableId(employeeId)) return []
    return await listEntries(db, selectPage(accountId, page, sql`actor_id = ${employeeId}`))
  },
})
