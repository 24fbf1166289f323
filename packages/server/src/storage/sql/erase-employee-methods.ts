import { type AccountId, type ClaudeUserId, dayAt } from '@windmill/claude-core'
import { sql } from 'kysely'
import type { StorageAdapter } from '../adapter.ts'
import { hashEmployee } from '../erased-employees.ts'
import { neverKept } from '../kept-from.ts'
import { isStorableId, requireStorableId } from '../sanitize.ts'
import { deleteClaudeUsers, readTime, replaceMarks, toSubjects } from './kept-from-methods.ts'
import { lockAccount } from './lock-account.ts'
import { applyRenames } from './rename-methods.ts'
import type { Db } from './schema.ts'
import { updateReportingLines } from './update-reporting-lines.ts'
import { toTextArray } from './values.ts'

type EraseEmployeeMethods = Pick<StorageAdapter, 'eraseEmployee' | 'liftEmployeeErasure'>

export const createEraseEmployeeMethods = (db: Db): EraseEmployeeMethods => ({
  async eraseEmployee(accountId, employeeId, { claudeUserIds, pseudonym }) {
    const [from, to] = [requireStorableId(employeeId), requireStorableId(pseudonym)]
    const given = claudeUserIds.map(requireStorableId)
    await db.transaction().execute(async (trx) => {
      for (const kind of ['directory', 'links', 'kept'] as const) await lockAccount(trx, kind, accountId)
      const linked = await sql<{ readonly id: ClaudeUserId }>`
        select claude_user_id as id from links where account_id = ${accountId} and employee_id = ${from}`.execute(trx)
      const ids = [...new Set([...given, ...linked.rows.map(({ id }) => id)])]
      await keepAway(trx, accountId, hashEmployee(accountId, from), ids)
      await deleteClaudeUsers(trx, accountId, ids)
      await sql`
        delete from links
        where account_id = ${accountId} and (claude_user_id = any(${toTextArray(ids)}) or employee_id = ${from})`.execute(
        trx,
      )
      await applyRenames(trx, accountId, [{ from, to }])
      await sql`
        update log set claude_user_id = ${to}
        where account_id = ${accountId} and claude_user_id = any(${toTextArray(ids)})`.execute(trx)
      await sql`delete from employees where account_id = ${accountId} and employee_id = ${to}`.execute(trx)
      await sql`
        update employees set manager_id = null where account_id = ${accountId} and manager_id = ${to}`.execute(trx)
      // The problems may name the employee.
      await sql`update directories set problems = '[]' where account_id = ${accountId}`.execute(trx)
      await updateReportingLines(trx, accountId, {})
    })
  },

  async liftEmployeeErasure(accountId, employeeId) {
    if (!isStorableId(employeeId)) return
    const owner = hashEmployee(accountId, employeeId)
    await db.transaction().execute(async (trx) => {
      await lockAccount(trx, 'kept', accountId)
      await sql`delete from kept_from where account_id = ${accountId} and subject = ${owner}`.execute(trx)
      await sql`
        update kept_from set day = ${dayAt(await readTime(trx))}::date, owner = null
        where account_id = ${accountId} and owner = ${owner}`.execute(trx)
    })
  },
})

/** Keeps nothing of an employee and their Claude users from now on. */
const keepAway = async (trx: Db, accountId: AccountId, owner: string, ids: readonly ClaudeUserId[]): Promise<void> => {
  await replaceMarks(trx, accountId, ids, 'erased', neverKept)
  await sql`
    update kept_from set owner = ${owner}
    where account_id = ${accountId} and subject = any(${toSubjects(accountId, ids)})`.execute(trx)
  await sql`
    insert into kept_from (account_id, subject, day, reason)
    values (${accountId}, ${owner}, ${neverKept}::date, 'erased')
    on conflict (account_id, subject, day) do nothing`.execute(trx)
}
