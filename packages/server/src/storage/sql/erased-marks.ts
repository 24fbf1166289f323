import type { AccountId } from '@windmill/claude-core'
import { sql } from 'kysely'
import type { EmployeeRename } from '../adapter.ts'
import { type ErasedAddress, hashEmployee } from '../erased-employees.ts'
import { neverKept } from '../kept-from.ts'
import { storageToday } from './kept-from.ts'
import type { Db } from './schema.ts'
import { toTextArray } from './values.ts'

/** Returns the hashes of the erased employees, addresses and Claude users of an account. */
export const listErasedHashes = async (trx: Db, accountId: AccountId): Promise<ReadonlySet<string>> => {
  const { rows } = await sql<{ readonly subject: string }>`
    select subject from kept_from
    where account_id = ${accountId} and reason = 'erased' and day = ${neverKept}::date`.execute(trx)
  return new Set(rows.map(({ subject }) => subject))
}

/** Replaces all marks of each subject by a single mark, by which nothing about the subject is kept. */
export const markErased = async (
  trx: Db,
  accountId: AccountId,
  given: readonly string[],
  owner: string | null,
): Promise<void> => {
  const subjects = toTextArray([...new Set(given)])
  await sql`delete from kept_from where account_id = ${accountId} and subject = any(${subjects})`.execute(trx)
  await sql`
    insert into kept_from (account_id, subject, day, reason, owner)
    select ${accountId}::text, unnest(${subjects}), ${neverKept}::date, 'erased', ${owner}::text`.execute(trx)
}

/**
 * Marks addresses of erased employees, so that they are not stored again. Skips addresses that are already marked.
 * Each address gets a second mark, for somebody else with the address: their usage is kept from the day of this mark
 * on. Call it with `kept` locked.
 */
export const markErasedAddresses = async (
  trx: Db,
  accountId: AccountId,
  addresses: readonly ErasedAddress[],
): Promise<void> => {
  await sql`
    with added as (
      insert into kept_from (account_id, subject, day, reason, owner)
      select ${accountId}::text, subject, ${neverKept}::date, 'erased', owner
      from unnest(
        ${toTextArray(addresses.map(({ subject }) => subject))}, ${toTextArray(addresses.map(({ owner }) => owner))}
      ) as given (subject, owner)
      on conflict (account_id, subject, day) do nothing
      returning subject
    )
    insert into kept_from (account_id, subject, day, reason)
    select ${accountId}::text, subject, ${storageToday}, 'erased' from added
    on conflict (account_id, subject, day) do nothing`.execute(trx)
}

/** Changes the ids of erased employees, so that they stay erased under their new ids. */
export const renameErased = async (
  trx: Db,
  accountId: AccountId,
  renames: readonly EmployeeRename[],
): Promise<void> => {
  const given = sql`unnest(
    ${toTextArray(renames.map(({ from }) => hashEmployee(accountId, from)))},
    ${toTextArray(renames.map(({ to }) => hashEmployee(accountId, to)))}
  ) as given (from_hash, to_hash)`
  await sql`
    update kept_from set owner = to_hash from ${given}
    where account_id = ${accountId} and reason = 'erased' and owner = from_hash`.execute(trx)
  // Not updated in place: in a swap or a chain, the new hash of one row is the old hash of another row.
  const { rows } = await sql<{ readonly subject: string }>`
    delete from kept_from using ${given}
    where account_id = ${accountId} and reason = 'erased' and subject = from_hash
    returning to_hash as subject`.execute(trx)
  await markErased(
    trx,
    accountId,
    rows.map(({ subject }) => subject),
    null,
  )
}
