import { createHash } from 'node:crypto'
import type { AccountId, Day, EmployeeId } from '@windmill/claude-core'
import { sql } from 'kysely'
import type { AccessEntry, StorageAdapter } from '../adapter.ts'
import { isStorableId, sanitizeAccess } from '../sanitize.ts'
import { lockAccount } from './lock-account.ts'
import type { Db } from './schema.ts'
import { splitIntoChunks } from './split-into-chunks.ts'
import { formatDay, toMilliseconds, toTextArray, toTimestamp } from './values.ts'

type AccessMethods = Pick<StorageAdapter, 'addAccess' | 'listAccess' | 'pruneAccess'>

export const createAccessMethods = (db: Db): AccessMethods => ({
  async addAccess(accountId, access) {
    const { at, viewerId, kind, period, subjects } = sanitizeAccess(access)
    const [first, ...others] = subjects
    if (first === undefined) return
    await db.transaction().execute(async (trx) => {
      await trx
        .insertInto('access')
        .values({
          account_id: accountId,
          at: toTimestamp(at),
          viewer_id: viewerId,
          kind,
          first_day: sql<string>`${period.from}::date`,
          last_day: sql<string>`${period.to}::date`,
          subject_id: others.length === 0 ? first : null,
          group_number: others.length === 0 ? null : await getOrCreateGroup(trx, accountId, subjects),
        })
        .execute()
    })
  },

  async listAccess(accountId, employeeId, { before, limit }) {
    if (!isStorableId(employeeId)) return []
    const selectNewest = (condition: ReturnType<typeof sql>) => sql`(
      select * from access
      where account_id = ${accountId} and ${condition} and viewer_id <> ${employeeId}
        and ${before ? sql`(at, id) < (${toTimestamp(before.at)}, ${before.id}::uuid)` : sql`true`}
      order by at desc, id desc limit ${limit}
    )`
    const groupNumbers = sql`
      select group_number from access_members where account_id = ${accountId} and employee_id = ${employeeId}`
    const { rows } = await sql<Omit<AccessEntry, 'period'> & { readonly from: Day; readonly to: Day }>`
      select
        id::text as id, ${toMilliseconds('at')} as at,
        viewer_id as "viewerId", kind,
        ${formatDay('first_day')} as from, ${formatDay('last_day')} as to
      from (
        ${selectNewest(sql`subject_id = ${employeeId}`)} union all ${selectNewest(sql`group_number in (${groupNumbers})`)}
      ) as found
      order by found.at desc, found.id desc limit ${limit}`.execute(db)
    return rows.map(({ from, to, ...entry }) => ({ ...entry, period: { from, to } }))
  },

  async pruneAccess(accountId, before) {
    await db.transaction().execute(async (trx) => {
      // Prevents a concurrent `addAccess` from reusing a group that is deleted here.
      await lockAccount(trx, 'access', accountId)
      await sql`delete from access where account_id = ${accountId} and at < ${toTimestamp(before)}`.execute(trx)
      await sql`
        with unused as (
          delete from access_groups as stored
          where account_id = ${accountId} and not exists (
            select from access where account_id = ${accountId} and group_number = stored.group_number
          )
          returning group_number
        )
        delete from access_members using unused
        where account_id = ${accountId} and access_members.group_number = unused.group_number`.execute(trx)
    })
  },
})

/**
 * Returns the number of the group with exactly these members, and creates the group if it is new. Repeated access to
 * the same employees reuses the group, so it takes only one more row.
 */
const getOrCreateGroup = async (trx: Db, accountId: AccountId, members: readonly EmployeeId[]): Promise<number> => {
  await lockAccount(trx, 'access', accountId)
  const digest = createHash('sha256').update(JSON.stringify(members.toSorted())).digest('base64url')
  const stored = await sql<{ number: number }>`
    select group_number::double precision as number from access_groups
    where account_id = ${accountId} and digest = ${digest}`.execute(trx)
  if (stored.rows[0]) return stored.rows[0].number
  const inserted = await sql<{ number: number }>`
    insert into access_groups (account_id, digest) values (${accountId}, ${digest})
    returning group_number::double precision as number`.execute(trx)
  const groupNumber = inserted.rows[0]?.number as number
  for (const chunk of splitIntoChunks(members)) {
    await sql`
      insert into access_members (account_id, employee_id, group_number)
      select ${accountId}::text, id, ${groupNumber}::bigint from unnest(${toTextArray(chunk)}) as given (id)`.execute(
      trx,
    )
  }
  return groupNumber
}
