import type { AccountId, EmployeeId } from '@windmill/claude-core'
import type { LineRange, LogPageQuery, NewLogEntry, StoredLogEntry } from '@windmill/claude-server'
import { getRepeatKey, replaceErasedIds } from '@windmill/claude-server/storage'
import { type Database, parseJson } from './database.ts'
import { readErasedHashes } from './erased.ts'

export interface LogRow {
  readonly id: string
  readonly at: number
  readonly actor_id: EmployeeId | null
  readonly acting_for_id: EmployeeId | null
  readonly about: string
  readonly event: string
  readonly lines: string | null
}

export const toEntry = ({ id, at, actor_id, acting_for_id, about, event }: LogRow): StoredLogEntry => ({
  id,
  at,
  actorId: actor_id,
  actingForId: acting_for_id,
  about: JSON.parse(about),
  event: JSON.parse(event),
})

/** Adds entries to the log. Pseudonyms take the place of erased employees. A repeat of a read adds nothing. */
export const appendToLog = (
  db: Database,
  accountId: AccountId,
  entries: readonly (NewLogEntry | StoredLogEntry)[],
): void => {
  for (const entry of replaceErasedIds(accountId, entries, readErasedHashes(db, accountId))) {
    const { id, at, actorId, actingForId, about, event } = entry
    const lines = 'lines' in entry ? entry.lines : undefined
    const repeatKey = event.kind === 'read' ? getRepeatKey({ ...entry, event }) : null
    db.run`insert into log (account_id, id, at, actor_id, acting_for_id, about, event, lines, repeat_key)
      values (${accountId}, ${id}, ${at}, ${actorId}, ${actingForId}, ${JSON.stringify(about)}, ${event}, ${lines},
        ${repeatKey})
      on conflict do nothing`
  }
}

/** Returns the whole log, in the order in which it was written. */
export const readLog = (db: Database, accountId: AccountId): StoredLogEntry[] =>
  db.all<LogRow>`select * from log where account_id = ${accountId} order by number`.map(toEntry)

/** Reads a page of the entries that `isShown` returns true for, newest first. */
export const readLogPage = (
  db: Database,
  accountId: AccountId,
  { before, limit }: LogPageQuery,
  isShown: (entry: StoredLogEntry, lines: LineRange) => boolean,
): StoredLogEntry[] => {
  const page: StoredLogEntry[] = []
  const rows = db.iterate<LogRow>`select * from log
    where account_id = ${accountId} and (${before} is null or (at, id) < (${before?.at}, ${before?.id}))
    order by at desc, id desc`
  for (const row of rows) {
    if (page.length === limit) break
    const entry = toEntry(row)
    if (isShown(entry, parseJson<LineRange>(row.lines) ?? { from: entry.at, until: entry.at })) page.push(entry)
  }
  return page
}
