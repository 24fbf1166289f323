import type { AccountId, Day, EmployeeId } from '@windmill/claude-core'
import type { EmployeeRename } from '@windmill/claude-server'
import { type ErasedAddress, hashEmployee, neverKept } from '@windmill/claude-server/storage'
import type { Database } from './database.ts'

/** Returns the hashes of the erased employees, addresses and Claude users of an account. */
export const readErasedHashes = (db: Database, accountId: AccountId): ReadonlySet<string> =>
  new Set(
    db.all<{ subject: string }>`select subject from kept_from
      where account_id = ${accountId} and reason = 'erased' and day = ${neverKept}`.map(({ subject }) => subject),
  )

/** Marks a subject as erased. Usage from `day` on is kept. By default, nothing is kept. */
export const addErasedMark = (
  db: Database,
  accountId: AccountId,
  subject: string,
  { day = neverKept, owner = null }: { readonly day?: Day; readonly owner?: string | null },
): void => {
  db.run`insert into kept_from (account_id, subject, day, reason, owner)
    values (${accountId}, ${subject}, ${day}, 'erased', ${owner})`
}

/**
 * Marks addresses of erased employees, so that they are not stored again. Each address gets a second mark, for somebody
 * else with the address: their usage is kept from the day of this mark on.
 */
export const markErasedAddresses = (
  db: Database,
  accountId: AccountId,
  addresses: readonly ErasedAddress[],
  today: Day,
): void => {
  const erased = new Set(readErasedHashes(db, accountId))
  for (const { subject, owner } of addresses) {
    if (erased.has(subject)) continue
    erased.add(subject)
    addErasedMark(db, accountId, subject, { owner })
    addErasedMark(db, accountId, subject, { day: today })
  }
}

/** Keeps erased employees erased under their new ids. All ids change at once. */
export const renameErased = (db: Database, accountId: AccountId, pairs: readonly EmployeeRename[]): void => {
  const hashes = new Map(pairs.map(({ from, to }) => [hashEmployee(accountId, from), hashEmployee(accountId, to)]))
  const marks = db.all<{ number: number; subject: string; owner: string | null }>`
    select rowid as number, subject, owner from kept_from where account_id = ${accountId} and reason = 'erased'`
  for (const { number, subject, owner } of marks) {
    db.run`update kept_from set subject = ${hashes.get(subject) ?? subject},
      owner = ${owner && (hashes.get(owner) ?? owner)} where rowid = ${number}`
  }
}

/** Stores ids as former ids, which belong to nobody any longer. */
export const addFormerIds = (db: Database, accountId: AccountId, ids: readonly EmployeeId[]): void => {
  db.run`update accounts set id_version = id_version + 1 where account_id = ${accountId}`
  for (const id of ids) {
    db.run`insert into former_ids
      select ${accountId}, ${hashEmployee(accountId, id)}, id_version from accounts where account_id = ${accountId}
      on conflict do update set id_version = excluded.id_version`
  }
}

/** Stores the old ids of renamed employees as former ids. Their new ids are no longer former ids. */
export const renameFormerIds = (db: Database, accountId: AccountId, pairs: readonly EmployeeRename[]): void => {
  for (const { to } of pairs) {
    db.run`delete from former_ids where account_id = ${accountId} and hash = ${hashEmployee(accountId, to)}`
  }
  addFormerIds(
    db,
    accountId,
    pairs.map(({ from }) => from),
  )
}
