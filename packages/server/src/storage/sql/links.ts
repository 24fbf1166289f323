import type { ClaudeUserId, EmployeeId } from '@windmill/claude-core'
import { sql } from 'kysely'
import type { StorageAdapter } from '../adapter.ts'
import { linksInput } from '../input.ts'
import type { Db } from './schema.ts'
import { chunksOf, oneAtATime, texts } from './values.ts'

type LinkMethods = Pick<StorageAdapter, 'listClaudeUsers' | 'listLinks' | 'changeLinks' | 'countPeople'>

export const links = (db: Db): LinkMethods => ({
  async listClaudeUsers(accountId) {
    const rows = await db
      .selectFrom('claude.claude_users')
      .select(['claude_user_id', 'email'])
      .where('account_id', '=', accountId)
      .orderBy('claude_user_id')
      .execute()
    return rows.map((row) => ({ id: row.claude_user_id as ClaudeUserId, email: row.email }))
  },

  async listLinks(accountId) {
    const rows = await db
      .selectFrom('claude.links')
      .select(['claude_user_id', 'employee_id', 'method'])
      .where('account_id', '=', accountId)
      .orderBy('claude_user_id')
      .execute()
    return rows.map((row) => ({
      claudeUserId: row.claude_user_id as ClaudeUserId,
      employeeId: row.employee_id as EmployeeId,
      method: row.method,
    }))
  },

  async changeLinks(accountId, changes) {
    const { set, remove } = linksInput(changes)
    if (set.length === 0 && remove.length === 0) return
    await db.transaction().execute(async (trx) => {
      await oneAtATime(trx, 'links', accountId)
      await sql`
        delete from claude.links as stored using unnest(${texts(remove)}) as removed (id)
        where stored.account_id = ${accountId} and stored.claude_user_id = removed.id`.execute(trx)
      for (const chunk of chunksOf(set)) {
        await sql`
          insert into claude.links as stored (account_id, claude_user_id, employee_id, method)
          select ${accountId}::text, * from unnest(
            ${texts(chunk.map(({ claudeUserId }) => claudeUserId))},
            ${texts(chunk.map(({ employeeId }) => employeeId))},
            ${texts(chunk.map(({ method }) => method))}
          )
          on conflict (account_id, claude_user_id) do update
          set (employee_id, method) = row(excluded.employee_id, excluded.method)
          where (stored.employee_id, stored.method) is distinct from (excluded.employee_id, excluded.method)`.execute(
          trx,
        )
      }
    })
  },

  async countPeople(accountId) {
    const { rows } = await sql<{ claudeUsers: number; matched: number }>`
      select count(*)::double precision as "claudeUsers", count(employees.employee_id)::double precision as matched
      from claude.claude_users
      left join claude.links using (account_id, claude_user_id)
      left join claude.employees using (account_id, employee_id)
      where account_id = ${accountId}`.execute(db)
    const { claudeUsers = 0, matched = 0 } = rows[0] ?? {}
    return { claudeUsers, matched }
  },
})
