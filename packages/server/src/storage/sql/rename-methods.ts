import type { AccountId, EmployeeId } from '@windmill/claude-core'
import { sql } from 'kysely'
import type { EmployeeRename, StorageAdapter } from '../adapter.ts'
import { createErasedCheck } from '../erased-employees.ts'
import { createRenameEntry, type IdUse, nothingRenamed, planRenames, wasRenamed } from '../plan-renames.ts'
import { renameOwners } from '../rename-owners.ts'
import { sanitizeRenames, sanitizeText } from '../sanitize.ts'
import { createDirectoryVersion } from './directory-methods.ts'
import { listErasedHashes, renameErased } from './erased-marks.ts'
import { renameFormerIds } from './former-ids.ts'
import { isAccountErased } from './lease-methods.ts'
import { lockAccount } from './lock-account.ts'
import { addLogEntries, clearRepeatKeys } from './log-methods.ts'
import { renameInMappings } from './mapping-methods.ts'
import { numberEmployees } from './number-changes.ts'
import { changeAddressMarks, listAddressMarks } from './protection.ts'
import type { Db } from './schema.ts'
import { toTextArray } from './values.ts'

type RenameMethods = Pick<StorageAdapter, 'renameEmployees'>

export const createRenameMethods = (db: Db): RenameMethods => ({
  async renameEmployees(accountId, given, { at, by }) {
    const pairs = sanitizeRenames(given)
    return await db.transaction().execute(async (trx) => {
      for (const kind of ['directory', 'links', 'kept'] as const) await lockAccount(trx, kind, accountId)
      if (wasRenamed(await listRenameDigests(trx, accountId), pairs)) return nothingRenamed
      const isErased = createErasedCheck(accountId, await listErasedHashes(trx, accountId))
      const { applied, outcome } = planRenames(pairs, await findIdUses(trx, accountId, pairs), isErased)
      if (applied.length === 0) return outcome
      await renameErased(
        trx,
        accountId,
        applied.filter(({ from }) => isErased(from)),
      )
      await renameFormerIds(trx, accountId, applied)
      await lockAccount(trx, 'ids', accountId)
      await applyRenames(trx, accountId, applied)
      await clearRepeatKeys(trx, accountId)
      if (!(await isAccountErased(trx, accountId))) {
        const version = await createDirectoryVersion(trx)
        await sql`
          insert into directories (account_id, turn) values (${accountId}, ${version})
          on conflict (account_id) do update set turn = excluded.turn`.execute(trx)
      }
      const entry = createRenameEntry(pairs, applied.length, { at, by: sanitizeText(by) })
      await addLogEntries(trx, accountId, [entry])
      await numberEmployees(trx, accountId, [...new Set(applied.flatMap(({ from, to }) => [from, to]))])
      return outcome
    })
  },
})

/** Returns the digests of all recorded changes of employee ids, newest first. */
const listRenameDigests = async (db: Db, accountId: AccountId): Promise<string[]> => {
  const { rows } = await sql<{ readonly digest: string }>`
    select details->>'digest' as digest from log
    where account_id = ${accountId} and kind = 'employees_renamed' order by number desc`.execute(db)
  return rows.map(({ digest }) => digest)
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
      ${selectIds('reporting_lines', 'employee_id', false, true)} union
      ${selectIds('reporting_lines', 'manager_id', false, false)} union
      ${selectIds('log', 'from_employee_id', false, true)} union
      ${selectIds('log', 'to_employee_id', false, true)} union
      ${selectIds('log', 'actor_id', false, false)} union
      ${selectIds('log', 'acting_for_id', false, false)} union
      select about_id, false, about = 'employee' from log where account_id = ${accountId}
    ) as used
    where id = any(${ids})
    group by id`.execute(trx)
  return new Map(rows.map(({ id, isInDirectory, hasHistory }) => [id, { isInDirectory, hasHistory }]))
}

/**
 * Temporary prefix of ids that are already changed. In a swap or a chain, a new id can equal an old id that is still to
 * be changed. The prefix keeps these ids apart.
 */
const newIdPrefix = '\u0001renamed\u0001'

export const applyRenames = async (
  trx: Db,
  accountId: AccountId,
  renames: readonly EmployeeRename[],
): Promise<void> => {
  const given = sql`unnest(
    ${toTextArray(renames.map(({ from }) => from))}, ${toTextArray(renames.map(({ to }) => to))}
  ) as given (from_id, to_id)`
  const rename = async (table: string, column: string, prefix = '') => {
    await sql`
      update ${sql.table(table)} as stored set ${sql.ref(column)} = ${prefix}::text || given.to_id from ${given}
      where stored.account_id = ${accountId} and stored.${sql.ref(column)} = given.from_id collate "C"`.execute(trx)
  }
  const columns = [
    ['employees', 'manager_id'],
    ['links', 'employee_id'],
    ['reporting_lines', 'manager_id'],
    ['reporting_lines', 'employee_id'],
    ['log', 'from_employee_id'],
    ['log', 'to_employee_id'],
    ['log', 'actor_id'],
    ['log', 'acting_for_id'],
    ['log', 'about_id'],
  ] as const
  for (const [table, column] of columns) await rename(table, column)
  const addressMarks = await listAddressMarks(trx, accountId)
  const renamedMarks = renameOwners(accountId, addressMarks, renames)
  const isChanged = (_: unknown, index: number) => addressMarks[index]?.owner !== renamedMarks[index]?.owner
  const markChanges = { add: renamedMarks.filter(isChanged), remove: addressMarks.filter(isChanged) }
  await changeAddressMarks(trx, accountId, markChanges)
  await renameInMappings(trx, accountId, new Map(renames.map(({ from, to }) => [from, to])))

  const hasPrefix = sql`account_id = ${accountId} and starts_with(employee_id, ${newIdPrefix})`
  const withoutPrefix = sql`substr(employee_id, ${newIdPrefix.length + 1}::integer)`
  await rename('employees', 'employee_id', newIdPrefix)
  await sql`update employees set employee_id = ${withoutPrefix} where ${hasPrefix}`.execute(trx)
}
