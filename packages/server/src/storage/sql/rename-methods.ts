import type { AccountId, EmployeeId } from '@windmill/claude-core'
import { sql } from 'kysely'
import type { EmployeeRename, EmployeeRenameRecord, StorageAdapter } from '../adapter.ts'
import { type IdUse, nothingRenamed, planRenames, wasRenamed } from '../plan-renames.ts'
import { sanitizeRenames, sanitizeText } from '../sanitize.ts'
import { createDirectoryVersion } from './directory-methods.ts'
import { lockAccount } from './lock-account.ts'
import type { Db } from './schema.ts'
import { toMilliseconds, toTextArray, toTimestamp } from './values.ts'

type RenameMethods = Pick<StorageAdapter, 'renameEmployees' | 'listEmployeeRenames'>

export const createRenameMethods = (db: Db): RenameMethods => ({
  async renameEmployees(accountId, given, { at, by }) {
    const pairs = sanitizeRenames(given)
    return await db.transaction().execute(async (trx) => {
      for (const kind of ['directory', 'links', 'access'] as const) await lockAccount(trx, kind, accountId)
      if (wasRenamed(await listEmployeeRenames(trx, accountId), pairs)) return nothingRenamed
      const { applied, outcome } = planRenames(pairs, await findIdUses(trx, accountId, pairs))
      if (applied.length === 0) return outcome
      await applyRenames(trx, accountId, applied)
      const version = await createDirectoryVersion(trx)
      await sql`
        insert into directories (account_id, turn) values (${accountId}, ${version})
        on conflict (account_id) do update set turn = excluded.turn`.execute(trx)
      await sql`
        insert into employee_renames (account_id, at, by_id, pairs)
        values (${accountId}, ${toTimestamp(at)}, ${sanitizeText(by)}, ${JSON.stringify(pairs)}::text::jsonb)`.execute(
        trx,
      )
      return outcome
    })
  },

  listEmployeeRenames: (accountId) => listEmployeeRenames(db, accountId),
})

const listEmployeeRenames = async (db: Db, accountId: AccountId): Promise<EmployeeRenameRecord[]> => {
  const { rows } = await sql<Omit<EmployeeRenameRecord, 'pairs'> & { readonly pairs: string }>`
    select ${toMilliseconds('at')} as at, by_id as by, pairs::text as pairs from employee_renames
    where account_id = ${accountId} order by number desc`.execute(db)
  // `jsonb` does not keep the order of keys.
  return rows.map(({ pairs, ...record }) => ({
    ...record,
    pairs: (JSON.parse(pairs) as readonly EmployeeRename[]).map(({ from, to }) => ({ from, to })),
  }))
}

/** Finds where each id of the pairs is used. */
const findIdUses = async (
  trx: Db,
  accountId: AccountId,
  pairs: readonly EmployeeRename[],
): Promise<ReadonlyMap<EmployeeId, IdUse>> => {
  const ids = toTextArray([...new Set(pairs.flatMap(({ from, to }) => [from, to]))])
  const selectIds = (table: string, column: string, isInDirectory: boolean, hasHistory: boolean) => sql`
    select ${sql.ref(column)} collate "C" as id, ${isInDirectory}::boolean as in_directory, ${hasHistory}::boolean as history
    from ${sql.table(table)} where account_id = ${accountId}`
  const { rows } = await sql<IdUse & { readonly id: EmployeeId }>`
    select id, bool_or(in_directory) as "isInDirectory", bool_or(history) as "hasHistory"
    from (
      ${selectIds('employees', 'employee_id', true, false)} union
      ${selectIds('employees', 'manager_id', false, false)} union
      ${selectIds('links', 'employee_id', false, true)} union
      ${selectIds('link_changes', 'from_employee_id', false, true)} union
      ${selectIds('link_changes', 'to_employee_id', false, true)} union
      ${selectIds('link_changes', 'by_id', false, false)} union
      ${selectIds('access', 'viewer_id', false, false)} union
      ${selectIds('access', 'subject_id', false, true)} union
      ${selectIds('access_members', 'employee_id', false, true)}
    ) as used
    where id = any(${ids})
    group by id`.execute(trx)
  return new Map(rows.map(({ id, isInDirectory, hasHistory }) => [id, { isInDirectory, hasHistory }]))
}

/** Marks an id that is already new, so that swaps and chains never meet an id that is still old. */
const newIdMark = '\u0001renamed\u0001'

const applyRenames = async (trx: Db, accountId: AccountId, renames: readonly EmployeeRename[]): Promise<void> => {
  const given = sql`unnest(
    ${toTextArray(renames.map(({ from }) => from))}, ${toTextArray(renames.map(({ to }) => to))}
  ) as given (from_id, to_id)`
  const rename = async (table: string, column: string, mark = '') => {
    await sql`
      update ${sql.table(table)} as stored set ${sql.ref(column)} = ${mark}::text || given.to_id from ${given}
      where stored.account_id = ${accountId} and stored.${sql.ref(column)} = given.from_id collate "C"`.execute(trx)
  }
  const columns = [
    ['employees', 'manager_id'],
    ['links', 'employee_id'],
    ['link_changes', 'from_employee_id'],
    ['link_changes', 'to_employee_id'],
    ['link_changes', 'by_id'],
    ['access', 'viewer_id'],
    ['access', 'subject_id'],
  ] as const
  for (const [table, column] of columns) await rename(table, column)
  await sql`delete from mappings where account_id = ${accountId}`.execute(trx)

  const isMarked = sql`account_id = ${accountId} and starts_with(employee_id, ${newIdMark})`
  const unmarked = sql`substr(employee_id, ${newIdMark.length + 1}::integer)`
  await rename('employees', 'employee_id', newIdMark)
  await sql`update employees set employee_id = ${unmarked} where ${isMarked}`.execute(trx)

  // The digest of a group is that of its members. A later group with the same members gets rows of its own.
  await sql`
    update access_groups as stored set digest = 'renamed ' || group_number
    where account_id = ${accountId} and exists (
      select from access_members join ${given} on given.from_id collate "C" = access_members.employee_id
      where access_members.account_id = ${accountId} and access_members.group_number = stored.group_number
    )`.execute(trx)
  await rename('access_members', 'employee_id', newIdMark)
  await sql`
    insert into access_members (account_id, employee_id, group_number)
    select account_id, ${unmarked}, group_number from access_members where ${isMarked}
    on conflict do nothing`.execute(trx)
  await sql`delete from access_members where ${isMarked}`.execute(trx)
}
