import { type ClaudeUser, type Counters, counterIds, type Employee, employeeId, type Link } from '@windmill/claude-core'
import { isStorableId, maxCount } from '@windmill/claude-core/internal'
import type {
  ConnectionRecord,
  DayReading,
  DirectoryRecord,
  EmployeeRename,
  LedgerEntry,
  LinkChanges,
  NewLogEntry,
  UsageDay,
} from './adapter.ts'
import { StorageError } from './errors.ts'
import { mapLogSubject } from './map-log-subject.ts'
import { sortRenames } from './plan-renames.ts'

export { isStorableId }

/**
 * Replaces characters that PostgreSQL cannot store in a string, U+0000 and lone surrogates, by U+FFFD. For names and
 * messages, so that one bad character does not block a whole directory.
 */
export const sanitizeText = (text: string): string => text.toWellFormed().replaceAll('\0', '\uFFFD')

/**
 * Returns the id, or throws if it cannot be stored. Replacing its characters could turn it into the id of another
 * person.
 * @throws `StorageError` (`id_invalid`).
 */
export const requireStorableId = <Id extends string>(id: Id): Id => {
  if (isStorableId(id)) return id
  throw new StorageError(
    'id_invalid',
    `The id ${JSON.stringify(id)} holds U+0000 or half a surrogate pair, so it cannot be stored. ` +
      'Nothing was written. Give this person another id.',
  )
}

const isStorableCount = (count: number | null): boolean =>
  count === null || (Number.isInteger(count) && count >= 0 && count <= maxCount)

/**
 * Returns the counters, or throws if any of them cannot be stored.
 * @throws `StorageError` (`count_invalid`).
 */
const requireStorableCounters = (counters: Counters): Counters => {
  const invalidId = counterIds.find((id) => !isStorableCount(counters[id]))
  if (invalidId === undefined) return counters
  throw new StorageError(
    'count_invalid',
    `${invalidId} is ${counters[invalidId]}, which is no count of one person's day. Nothing of the day was written. Read it again.`,
  )
}

/** Sanitizes the fields of a connection that can hold any string. Fields that are not given stay missing. */
export const sanitizeConnection = <Changes extends Partial<ConnectionRecord>>(changes: Changes): Changes => ({
  ...changes,
  ...(changes.reason && {
    reason: { code: changes.reason.code, message: sanitizeText(changes.reason.message) },
  }),
  ...(changes.lastFailure?.message && {
    lastFailure: { ...changes.lastFailure, message: sanitizeText(changes.lastFailure.message) },
  }),
})

/** Copies a ledger entry with a sanitized failure code. */
export const sanitizeLedgerEntry = (entry: LedgerEntry): LedgerEntry => ({
  day: entry.day,
  read: entry.read && { ...entry.read },
  failure: entry.failure && { ...entry.failure, code: sanitizeText(entry.failure.code) },
})

/**
 * Sanitizes a reading lazily. Each row is checked when it is iterated, and an invalid row throws then. Checking all
 * rows first would need a second list of them, which takes much memory for a large organization.
 */
export const sanitizeReading = ({ entry, claudeUsers, usage }: DayReading): DayReading => ({
  entry: sanitizeLedgerEntry(entry),
  claudeUsers: { [Symbol.iterator]: () => sanitizeClaudeUsers(claudeUsers) },
  usage: { [Symbol.iterator]: () => sanitizeUsage(usage) },
})

function* sanitizeClaudeUsers(users: Iterable<ClaudeUser>): Generator<ClaudeUser> {
  for (const { id, email } of users)
    yield { id: requireStorableId(id), email: email === null ? null : sanitizeText(email) }
}

function* sanitizeUsage(usage: Iterable<UsageDay>): Generator<UsageDay> {
  for (const { claudeUserId, counters } of usage) {
    yield { claudeUserId: requireStorableId(claudeUserId), counters: requireStorableCounters(counters) }
  }
}

/** Sanitizes employees. Of several entries with the same id, only the last one is returned. */
export const sanitizeEmployees = (employees: readonly Employee[]): readonly Employee[] => {
  const byId = new Map(employees.map((employee) => [employee.id, employee]))
  return [...byId.values()].map((employee) => ({
    id: requireStorableId(employee.id),
    name: sanitizeText(employee.name),
    emails: employee.emails.map(sanitizeText),
    managerId: employee.managerId === null ? null : requireStorableId(employee.managerId),
    archivedOn: employee.archivedOn,
    startedOn: employee.startedOn,
    attributes: Object.fromEntries(
      Object.entries(employee.attributes).map(([name, value]) => [sanitizeText(name), sanitizeText(value)]),
    ),
    participation: employee.participation,
  }))
}

/**
 * Sanitizes a directory record. Employee ids of problems are only displayed, so bad characters in them are replaced.
 */
export const sanitizeDirectoryRecord = ({ employees, heldBack, problems }: DirectoryRecord): DirectoryRecord => ({
  employees,
  heldBack: heldBack && { reason: heldBack.reason, at: heldBack.at, message: sanitizeText(heldBack.message) },
  problems: problems.map((problem) => ({
    code: problem.code,
    employeeId: employeeId(sanitizeText(problem.employeeId)),
    message: sanitizeText(problem.message),
  })),
})

/**
 * Sanitizes link changes and reduces them to one per Claude user: the last link in `set` counts, and `set` overrides
 * `remove`. Ids in `remove` that cannot be stored are dropped, because they have no link.
 */
export const sanitizeLinkChanges = ({ set, remove, by, at }: LinkChanges): LinkChanges => {
  const links = new Map(set.map((link) => [requireStorableId(link.claudeUserId), link]))
  return {
    set: [...links.values()].map(
      (link): Link => ({
        claudeUserId: link.claudeUserId,
        employeeId: link.employeeId === null ? null : requireStorableId(link.employeeId),
        method: link.method,
        ignored: link.ignored,
      }),
    ),
    remove: [...new Set(remove)].filter((id) => isStorableId(id) && !links.has(id)),
    by: by === null ? null : requireStorableId(by),
    at,
  }
}

/**
 * Copies an entry of the log.
 * @throws `StorageError` (`id_invalid`) if one of its ids cannot be stored.
 */
export const sanitizeLogEntry = ({
  id,
  at,
  actorId,
  actingForId,
  about,
  event,
  lines,
  idVersion,
}: NewLogEntry): NewLogEntry => ({
  id,
  at,
  actorId: actorId === null ? null : requireStorableId(actorId),
  actingForId: actingForId === null ? null : requireStorableId(actingForId),
  about: mapLogSubject(about, requireStorableId),
  event,
  ...(lines && { lines }),
  ...(idVersion !== undefined && { idVersion }),
})

/** Validates pairs of employee ids, and orders them by the old id. */
export const sanitizeRenames = (pairs: readonly EmployeeRename[]): readonly EmployeeRename[] =>
  sortRenames(pairs.map(({ from, to }) => ({ from: requireStorableId(from), to: requireStorableId(to) })))
