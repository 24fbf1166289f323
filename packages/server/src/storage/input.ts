import { type ClaudeUser, type Counters, counterIds, type Employee, employeeId, type Link } from '@windmill/claude-core'
import type {
  Access,
  ConnectionRecord,
  DayReading,
  DirectoryRecord,
  LedgerEntry,
  LinkChanges,
  UsageDay,
} from './adapter.ts'
import { StorageError } from './errors.ts'

/**
 * PostgreSQL's text holds neither U+0000 nor half a surrogate pair. In a name or a message each becomes U+FFFD, so
 * that one odd character does not keep a whole directory from being stored.
 */
export const storableText = (text: string): string => text.toWellFormed().replaceAll('\0', '\uFFFD')

/** Whether an id can be stored as it is. One that cannot is never found. */
export const isStorableId = (id: string): boolean => id.isWellFormed() && !id.includes('\0')

/** Changing an id could make it someone else's, so an odd one is refused. */
const storableId = <Id extends string>(id: Id): Id => {
  if (isStorableId(id)) return id
  throw new StorageError(
    'id_invalid',
    `The id ${JSON.stringify(id)} holds U+0000 or half a surrogate pair, so it cannot be stored. ` +
      'Nothing was written. Give this person another id.',
  )
}

const largestCount = 2 ** 31 - 1

const isStorableCount = (count: number | null): boolean =>
  count === null || (Number.isInteger(count) && Math.abs(count) <= largestCount)

const storableCounters = (counters: Counters): Counters => {
  const odd = counterIds.find((id) => !isStorableCount(counters[id]))
  if (odd === undefined) return counters
  throw new StorageError(
    'count_invalid',
    `${odd} is ${counters[odd]}, which is no count of one person's day. Nothing of the day was written. Read it again.`,
  )
}

export const connectionInput = <Changes extends Partial<ConnectionRecord>>(changes: Changes): Changes => ({
  ...changes,
  ...(changes.reason && {
    reason: { code: changes.reason.code, message: storableText(changes.reason.message) },
  }),
})

export const entryInput = (entry: LedgerEntry): LedgerEntry => ({
  day: entry.day,
  read: entry.read && { ...entry.read },
  failure: entry.failure && { ...entry.failure, code: storableText(entry.failure.code) },
  gone: entry.gone,
})

/**
 * A reading whose rows are looked at when they are gone through, and what is odd of one is thrown then: of a large
 * organisation, a second list of them would take much memory. Of several for one claude user, the last one counts, but that a
 * known e-mail outlives a null.
 */
export const readingInput = ({ entry, claudeUsers, usage }: DayReading): DayReading => ({
  entry: entryInput(entry),
  claudeUsers: { [Symbol.iterator]: () => storableUsers(claudeUsers) },
  usage: { [Symbol.iterator]: () => storableUsage(usage) },
})

function* storableUsers(users: Iterable<ClaudeUser>): Generator<ClaudeUser> {
  for (const { id, email } of users) yield { id: storableId(id), email: email === null ? null : storableText(email) }
}

function* storableUsage(usage: Iterable<UsageDay>): Generator<UsageDay> {
  for (const { claudeUserId, counters } of usage) {
    yield { claudeUserId: storableId(claudeUserId), counters: storableCounters(counters) }
  }
}

/** A directory with one row per employee: of several with the same id, the last one counts. */
export const directoryInput = (employees: readonly Employee[]): readonly Employee[] => {
  const byId = new Map(employees.map((employee) => [employee.id, employee]))
  return [...byId.values()].map((employee) => ({
    id: storableId(employee.id),
    name: storableText(employee.name),
    emails: employee.emails.map(storableText),
    managerId: employee.managerId === null ? null : storableId(employee.managerId),
    archivedOn: employee.archivedOn,
  }))
}

/** A directory's state in words that can be stored. An id in a problem is only named, so it may be changed to fit. */
export const directoryRecordInput = ({ employees, readAt, heldBack, problems }: DirectoryRecord): DirectoryRecord => ({
  employees,
  readAt,
  heldBack: heldBack && { reason: heldBack.reason, at: heldBack.at, message: storableText(heldBack.message) },
  problems: problems.map((problem) => ({
    code: problem.code,
    employeeId: employeeId(storableText(problem.employeeId)),
    message: storableText(problem.message),
  })),
})

/** Link changes with one change per claude user: what is set is not removed, and of several the last one counts. */
export const linksInput = ({ set, remove, by, at }: LinkChanges): LinkChanges => {
  const links = new Map(set.map((link) => [storableId(link.claudeUserId), link]))
  return {
    set: [...links.values()].map(
      (link): Link => ({
        claudeUserId: link.claudeUserId,
        employeeId: link.employeeId === null ? null : storableId(link.employeeId),
        method: link.method,
        ignored: link.ignored,
      }),
    ),
    remove: [...new Set(remove)].filter((id) => isStorableId(id) && !links.has(id)),
    by: by === null ? null : storableId(by),
    at,
  }
}

/** A read with each of its subjects once. */
export const accessInput = ({ at, viewerId, kind, period, subjects }: Access): Access => ({
  at,
  viewerId: storableId(viewerId),
  kind,
  period: { from: period.from, to: period.to },
  subjects: [...new Set(subjects)].map(storableId),
})
