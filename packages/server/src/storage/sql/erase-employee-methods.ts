import type { AccountId, ClaudeUserId, EmployeeId } from '@windmill/claude-core'
import { sql } from 'kysely'
import type { AddressMark, StorageAdapter } from '../adapter.ts'
import { hashEmailKey, hashEmployee, listErasedAddressHashes } from '../erased-employees.ts'
import { hashSubject, neverKept } from '../kept-from.ts'
import { isStorableId, requireStorableId } from '../sanitize.ts'
import { markErased, markErasedAddresses } from './erased-marks.ts'
import { addFormerIds, deleteFormerIds, isFormerId } from './former-ids.ts'
import { storageToday } from './kept-from.ts'
import { deleteClaudeUsers } from './kept-from-methods.ts'
import { lockLease } from './lease-methods.ts'
import { lockAccount } from './lock-account.ts'
import { clearRepeatKeys } from './log-methods.ts'
import { listConflicts } from './mapping-methods.ts'
import { numberEmployees, numberLinkedEmployees } from './number-changes.ts'
import { applyRenames } from './rename-methods.ts'
import type { Db } from './schema.ts'
import { splitIntoChunks } from './split-into-chunks.ts'
import { updateReportingLines } from './update-reporting-lines.ts'
import { toTextArray } from './values.ts'

type EraseEmployeeMethods = Pick<StorageAdapter, 'eraseEmployee' | 'isFormerId' | 'eraseByAddress' | 'liftErasure'>

export const createEraseEmployeeMethods = (db: Db): EraseEmployeeMethods => ({
  async eraseEmployee(accountId, employeeId, { claudeUserIds, sharedClaudeUserIds, emailKeys, pseudonym }) {
    const [from, to] = [requireStorableId(employeeId), requireStorableId(pseudonym)]
    const givenIds = claudeUserIds.map(requireStorableId)
    const givenSharedIds = sharedClaudeUserIds.map(requireStorableId)
    await db.transaction().execute(async (trx) => {
      for (const kind of ['directory', 'links', 'kept'] as const) await lockAccount(trx, kind, accountId)
      // Waits for a day that is being written: rows that are not committed yet would stay.
      await lockLease(trx, accountId)
      const linked = await sql<{ readonly id: ClaudeUserId }>`
        select claude_user_id as id from links where account_id = ${accountId} and employee_id = ${from}`.execute(trx)
      const ids = [...new Set([...givenIds, ...linked.rows.map(({ id }) => id)])]
      const owner = hashEmployee(accountId, from)
      const marks = await sql<AddressMark>`
        delete from protected_addresses where account_id = ${accountId} and owner = ${owner}
        returning subject, owner`.execute(trx)
      const addresses = [...emailKeys.map((key) => ({ subject: hashEmailKey(accountId, key), owner })), ...marks.rows]
      await markErased(trx, accountId, [owner], null)
      await markErasedAddresses(trx, accountId, addresses)
      const conflicts = [...(await listConflicts(trx, accountId))].filter(([, candidates]) => candidates.includes(from))
      const sharedIds = [...new Set([...givenSharedIds, ...conflicts.map(([id]) => id)])]
      const owners = await listOwners(trx, accountId, [...ids, ...sharedIds])
      await eraseUsage(trx, accountId, sharedIds)
      await eraseClaudeUsers(trx, accountId, ids, owner)
      await sql`delete from links where account_id = ${accountId} and employee_id = ${from}`.execute(trx)
      await addFormerIds(trx, accountId, [from])
      await lockAccount(trx, 'ids', accountId)
      await applyRenames(trx, accountId, [{ from, to }])
      // A repeat key is a digest of ids, so anyone could test whether the erased id is among them.
      await clearRepeatKeys(trx, accountId)
      await sql`
        update log set claude_user_id = ${to}
        where account_id = ${accountId} and claude_user_id = any(${toTextArray(ids)})`.execute(trx)
      await sql`delete from employees where account_id = ${accountId} and employee_id = ${to}`.execute(trx)
      await sql`
        update employees set manager_id = null where account_id = ${accountId} and manager_id = ${to}`.execute(trx)
      // The problems may name the employee.
      await sql`update directories set problems = '[]' where account_id = ${accountId}`.execute(trx)
      await updateReportingLines(trx, accountId, {})
      await numberEmployees(trx, accountId, [from, ...owners])
    })
  },

  isFormerId: (accountId, employeeId) => isFormerId(db, accountId, employeeId),

  async eraseByAddress(accountId, emailKeys, ownedIds) {
    const emailSubjects = [...emailKeys].flatMap(([id, keys]) =>
      keys
        .flatMap((key) => listErasedAddressHashes(accountId, key))
        .map((subject) => [requireStorableId(id), subject] as const),
    )
    await db.transaction().execute(async (trx) => {
      for (const kind of ['links', 'kept'] as const) await lockAccount(trx, kind, accountId)
      const owners: EmployeeId[] = []
      for (const chunk of splitIntoChunks(emailSubjects)) {
        const { rows } = await sql<{ readonly owner: string | null; readonly ids: ClaudeUserId[] }>`
          select owner, json_agg(distinct id) as ids
          from unnest(
            ${toTextArray(chunk.map(([id]) => id))}, ${toTextArray(chunk.map(([, subject]) => subject))}
          ) as given (id, email_subject)
          join kept_from on account_id = ${accountId} and subject = email_subject
          group by owner`.execute(trx)
        if (rows.length > 0) await lockLease(trx, accountId)
        for (const { owner, ids } of rows) {
          const erasedIds = ids.filter((id) => !ownedIds.has(id))
          if (owner === null || erasedIds.length === 0) continue
          owners.push(...(await listOwners(trx, accountId, erasedIds)))
          await eraseClaudeUsers(trx, accountId, erasedIds, owner)
        }
        if (rows.length > 0) await setKeptFromOfNewUsers(trx, accountId, chunk)
      }
      await numberLinkedEmployees(trx, accountId, owners)
    })
  },

  async liftErasure(accountId, employeeId) {
    if (!isStorableId(employeeId)) return
    const owner = hashEmployee(accountId, employeeId)
    await db.transaction().execute(async (trx) => {
      await lockAccount(trx, 'kept', accountId)
      await sql`delete from kept_from where account_id = ${accountId} and subject = ${owner}`.execute(trx)
      await deleteFormerIds(trx, accountId, [employeeId])
      await sql`
        with lifted as (delete from kept_from where account_id = ${accountId} and owner = ${owner} returning subject)
        insert into kept_from (account_id, subject, day, reason)
        select ${accountId}::text, subject, ${storageToday}, 'erased' from lifted
        on conflict (account_id, subject, day) do nothing`.execute(trx)
    })
  },
})

/** Returns the employees that some Claude users are linked to. */
const listOwners = async (trx: Db, accountId: AccountId, ids: readonly ClaudeUserId[]): Promise<EmployeeId[]> => {
  const { rows } = await sql<{ readonly id: EmployeeId }>`
    select distinct employee_id as id from links
    where account_id = ${accountId} and claude_user_id = any(${toTextArray(ids)}) and employee_id is not null`.execute(
    trx,
  )
  return rows.map(({ id }) => id)
}

/** Deletes the usage of some Claude users, and keeps new usage of them from today on. */
const eraseUsage = async (trx: Db, accountId: AccountId, ids: readonly ClaudeUserId[]): Promise<void> => {
  await deleteClaudeUsers(trx, accountId, ids)
  await sql`
    insert into kept_from (account_id, subject, day, reason)
    select ${accountId}::text, unnest(${toTextArray(ids.map((id) => hashSubject(accountId, id)))}), ${storageToday}, 'erased'
    on conflict (account_id, subject, day) do nothing`.execute(trx)
  await sql`
    update links set kept_from = greatest(kept_from, ${storageToday})
    where account_id = ${accountId} and claude_user_id = any(${toTextArray(ids)})`.execute(trx)
}

/**
 * Sets the first kept day of the Claude users that are not stored yet. It is the day of the last mark of their address.
 * Also sets this day in their links, because an admin may have linked such a Claude user already.
 */
const setKeptFromOfNewUsers = async (
  trx: Db,
  accountId: AccountId,
  emailSubjects: readonly (readonly [ClaudeUserId, string])[],
): Promise<void> => {
  const ids = emailSubjects.map(([id]) => id)
  await sql`
    with given as (
      select * from unnest(
        ${toTextArray(ids)}, ${toTextArray(ids.map((id) => hashSubject(accountId, id)))},
        ${toTextArray(emailSubjects.map(([, subject]) => subject))}
      ) as given (id, subject, email_subject)
    ), marked as (
      insert into kept_from (account_id, subject, day, reason)
      select ${accountId}::text, given.subject, max(day), 'erased'
      from given join kept_from as address on account_id = ${accountId} and address.subject = email_subject
      where day < ${neverKept}::date
        and not exists (select from claude_users where account_id = ${accountId} and claude_user_id = id)
        and not exists (select from kept_from where account_id = ${accountId} and kept_from.subject = given.subject)
      group by given.subject
      returning subject, day
    )
    update links set kept_from = marked.day from marked join given on given.subject = marked.subject
    where account_id = ${accountId} and claude_user_id = given.id`.execute(trx)
}

/** Deletes everything about some Claude users of an erased employee, and keeps nothing of them from now on. */
const eraseClaudeUsers = async (
  trx: Db,
  accountId: AccountId,
  ids: readonly ClaudeUserId[],
  owner: string,
): Promise<void> => {
  const subjects = ids.map((id) => hashSubject(accountId, id))
  await markErased(trx, accountId, subjects, owner)
  await deleteClaudeUsers(trx, accountId, ids)
  await sql`delete from links where account_id = ${accountId} and claude_user_id = any(${toTextArray(ids)})`.execute(
    trx,
  )
}
