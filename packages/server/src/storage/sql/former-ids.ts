import type { AccountId, EmployeeId } from '@windmill/claude-core'
import { type RawBuilder, sql } from 'kysely'
import type { EmployeeRename, StoredLogEntry } from '../adapter.ts'
import { hashEmployee } from '../erased-employees.ts'
import { neverKept } from '../kept-from.ts'
import { listIdHashes } from '../log-ids.ts'
import { createPseudonym } from '../pseudonym.ts'
import { lockLease } from './lease-methods.ts'
import type { Db } from './schema.ts'
import { toTextArray } from './values.ts'

/** Stores ids as former ids, which have lost their owners. Call it with `directory` locked. */
export const addFormerIds = async (trx: Db, accountId: AccountId, ids: readonly EmployeeId[]): Promise<void> => {
  await lockLease(trx, accountId)
  await sql`
    with changed as (
      update leases set id_version = id_version + 1 where account_id = ${accountId} returning id_version
    )
    insert into former_ids (account_id, subject, version)
    select ${accountId}::text, unnest(${toHashes(accountId, ids)}), id_version from changed
    on conflict (account_id, subject) do update set version = excluded.version`.execute(trx)
}

/**
 * Stores the old ids of renamed employees as former ids. Their new ids are no longer former ids. Call it with
 * `directory` locked.
 */
export const renameFormerIds = async (
  trx: Db,
  accountId: AccountId,
  renames: readonly EmployeeRename[],
): Promise<void> => {
  const [oldIds, newIds] = [renames.map(({ from }) => from), renames.map(({ to }) => to)]
  await deleteFormerIds(trx, accountId, newIds)
  await addFormerIds(trx, accountId, oldIds)
}

export const deleteFormerIds = async (trx: Db, accountId: AccountId, ids: readonly EmployeeId[]): Promise<void> => {
  await sql`
    delete from former_ids
    where account_id = ${accountId} and subject = any(${toHashes(accountId, ids)})`.execute(trx)
}

export const isFormerId = async (db: Db, accountId: AccountId, id: EmployeeId): Promise<boolean> => {
  const hash = hashEmployee(accountId, id)
  const { rows } = await sql<{ readonly found: boolean }>`
    select exists (select from former_ids where account_id = ${accountId} and subject = ${hash}) or exists (
      select from kept_from where account_id = ${accountId} and subject = ${hash} and day = ${neverKept}::date
    ) as found`.execute(db)
  return rows[0]?.found ?? false
}

/** Selects the `idVersion` of `AuthorizationFacts`. If there is no row, the `idVersion` is 0. */
export const selectIdVersion = (accountId: AccountId): RawBuilder<unknown> =>
  sql`select id_version from leases where account_id = ${accountId}`

export const getIdVersion = async (db: Db, accountId: AccountId): Promise<number> => {
  const { rows } = await sql<{ readonly version: number }>`
    select coalesce((${selectIdVersion(accountId)}), 0)::double precision as version`.execute(db)
  return rows[0]?.version ?? 0
}

/** Finds the former ids and the erased ids in entries of the log, by their hashes. */
export const findIdStates = async (
  trx: Db,
  accountId: AccountId,
  entries: readonly StoredLogEntry[],
): Promise<{ readonly versions: ReadonlyMap<string, number>; readonly erased: ReadonlySet<string> }> => {
  const hashes = toTextArray([...new Set(entries.flatMap((entry) => listIdHashes(accountId, entry)))])
  const { rows } = await sql<{ readonly subject: string; readonly version: number | null }>`
    select subject, version::double precision as version from former_ids
    where account_id = ${accountId} and subject = any(${hashes})
    union all
    select subject, null from kept_from
    where account_id = ${accountId} and subject = any(${hashes}) and day = ${neverKept}::date`.execute(trx)
  const versions = rows.flatMap(({ subject, version }) => (version === null ? [] : [[subject, version] as const]))
  return {
    versions: new Map(versions),
    erased: new Set(rows.flatMap(({ subject, version }) => (version === null ? subject : []))),
  }
}

/** Returns the id, or a pseudonym if the id belongs to an erased employee. */
export const replaceErasedId = async (trx: Db, accountId: AccountId, id: EmployeeId): Promise<EmployeeId> => {
  const { rows } = await sql`
    select from kept_from
    where account_id = ${accountId} and subject = ${hashEmployee(accountId, id)} and day = ${neverKept}::date`.execute(
    trx,
  )
  return rows.length > 0 ? createPseudonym() : id
}

const toHashes = (accountId: AccountId, ids: readonly EmployeeId[]) =>
  toTextArray(ids.map((id) => hashEmployee(accountId, id)))
