import type { AccountId, EmployeeId } from '@windmill/claude-core'
import type { NewLogEntry, StoredLogEntry } from './adapter.ts'
import { hashEmployee } from './erased-employees.ts'
import { mapLogSubject } from './map-log-subject.ts'
import { createPseudonym } from './pseudonym.ts'

/** Returns the hashes of the employee ids that an entry of the log names. */
export const listIdHashes = (
  accountId: AccountId,
  { actorId, actingForId, about }: StoredLogEntry,
): readonly string[] => {
  const subjects = typeof about === 'string' ? [] : Object.values(about)
  const ids = [actorId, actingForId, ...subjects].filter((id): id is EmployeeId => id !== null)
  return ids.map((id) => hashEmployee(accountId, id))
}

/**
 * Whether every id in the entries still has the owner that it had at the `idVersion` of the entry.
 * @param versions - The `idVersion` at which each id lost its owner, by the hash of the id.
 */
export const haveCurrentIds = (
  accountId: AccountId,
  entries: readonly NewLogEntry[],
  versions: ReadonlyMap<string, number>,
): boolean =>
  versions.size === 0 ||
  entries.every(
    (entry) =>
      entry.idVersion === undefined ||
      listIdHashes(accountId, entry).every((hash) => (versions.get(hash) ?? 0) <= (entry.idVersion ?? 0)),
  )

/**
 * Replaces the ids of erased employees by pseudonyms. The entry about a lifted erasure keeps the id, since the employee
 * comes back.
 * @param erased - Hashes of the erased employees of the account.
 */
export const replaceErasedIds = <Entry extends StoredLogEntry>(
  accountId: AccountId,
  entries: readonly Entry[],
  erased: ReadonlySet<string>,
): readonly Entry[] => {
  if (erased.size === 0) return entries
  const pseudonyms = new Map<EmployeeId, EmployeeId>()
  const replace = (id: EmployeeId): EmployeeId => {
    if (!erased.has(hashEmployee(accountId, id))) return id
    const pseudonym = pseudonyms.get(id) ?? createPseudonym()
    pseudonyms.set(id, pseudonym)
    return pseudonym
  }
  const replaceOrNull = (id: EmployeeId | null) => (id === null ? null : replace(id))
  return entries.map((entry) => ({
    ...entry,
    actorId: replaceOrNull(entry.actorId),
    actingForId: replaceOrNull(entry.actingForId),
    about: entry.event.kind === 'erasure_lifted' ? entry.about : mapLogSubject(entry.about, replace),
  }))
}
