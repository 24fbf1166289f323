import type { AccountId, ClaudeUserId, EmployeeId, LinkMethod } from '@windmill/claude-core'
import { type RawBuilder, sql } from 'kysely'
import type { LogPageQuery, NewLogEntry, StorageAdapter, StoredLogEntry, StoredLogEvent } from '../adapter.ts'
import { findManagerSpans, type ReportingLine, type Span } from '../find-manager-spans.ts'
import { getRepeatKey } from '../get-repeat-key.ts'
import { haveCurrentIds, replaceErasedIds } from '../log-ids.ts'
import { isStorableId, sanitizeLogEntry } from '../sanitize.ts'
import { deleteInBatches } from './delete-in-batches.ts'
import { findIdStates } from './former-ids.ts'
import { lockAccount } from './lock-account.ts'
import type { Db, LogTable } from './schema.ts'
import { splitIntoChunks } from './split-into-chunks.ts'
import { toLinkState } from './to-link-state.ts'
import { toMilliseconds, toTextArray, toTimestamp } from './values.ts'

type LogMethods = Pick<
  StorageAdapter,
  | 'addLogEntries'
  | 'setExportedRows'
  | 'listLog'
  | 'listLogAbout'
  | 'listAccountsWithUnsentEntries'
  | 'claimUnsentEntry'
  | 'markEntrySent'
  | 'listLoggedAccounts'
  | 'pruneLog'
>

/** The condition that an entry is no change of a link by the matching rules. */
const isNotByRules = sql`(kind <> 'link_changed' or actor_id is not null)`

export const createLogMethods = (db: Db): LogMethods => ({
  addLogEntries: (accountId, entries) => db.transaction().execute((trx) => addLogEntries(trx, accountId, entries)),

  async setExportedRows(accountId, entryId, rows) {
    await sql`
      update log set details = jsonb_set(details, '{rows}', to_jsonb(${rows}::double precision::bigint))
      where account_id = ${accountId} and id = ${entryId}::uuid and details->>'rows' is null`.execute(db)
  },

  async listLog(accountId, page) {
    return await listEntries(db, selectPage(accountId, page, isNotByRules))
  },

  async listLogAbout(accountId, employeeId, page) {
    if (!isStorableId(employeeId)) return []
    const { inGroups, managers } = findManagerSpans(employeeId, await listLinesAbove(db, accountId, employeeId))
    const isNotOwnRead = sql`(kind <> 'read' or actor_id is distinct from ${employeeId})`
    const select = (condition: RawBuilder<unknown>) =>
      selectPage(accountId, page, sql`${condition} and ${isNotOwnRead}`)
    const isInSpan = sql`coalesce(lines_until, at) >= span.from_time and coalesce(lines_from, at) < span.until_time`
    return await listEntries(
      db,
      sql`
        select * from (
          ${select(sql`about = 'employee' and about_id = ${employeeId}`)} union all
          ${select(sql`to_employee_id = ${employeeId}`)} union all
          ${select(sql`from_employee_id = ${employeeId} and to_employee_id is distinct from ${employeeId}`)} union all
          select found.* from unnest(
            ${toTextArray(managers.map(({ managerId }) => managerId))}, ${toTimes(managers, 'from')}, ${toTimes(managers, 'until')}
          ) as span (manager_id, from_time, until_time)
          cross join lateral ${select(sql`about = 'below' and about_id = span.manager_id and ${isInSpan}`)} as found union all
          select found.* from unnest(${toTimes(inGroups, 'from')}, ${toTimes(inGroups, 'until')}) as span (from_time, until_time)
          cross join lateral ${select(sql`about = 'everyone' and ${isInSpan}`)} as found
        ) as entries
        order by at desc, id desc limit ${page.limit}`,
    )
  },

  async listAccountsWithUnsentEntries(since) {
    const { rows } = await sql<{ readonly id: AccountId }>`
      select distinct account_id as id from log where not sent and ${isNotByRules} and at >= ${toTimestamp(since)}`.execute(
      db,
    )
    return rows.map(({ id }) => id)
  },

  async claimUnsentEntry(accountId, since, ttlMs) {
    const claimEnd = sql`storage_time() + ${ttlMs}::double precision * interval '1 ms'`
    // A claim that would last longer than a new claim was made while the clock was ahead, and does not count.
    const { rows } = await sql<{ readonly id: string }>`
      update log set claimed_until = ${claimEnd}
      where account_id = ${accountId} and id = (
        select id from log
        where account_id = ${accountId} and not sent and ${isNotByRules} and at >= ${toTimestamp(since)}
        order by number limit 1
      ) and not sent and (claimed_until is null or claimed_until <= storage_time() or claimed_until > ${claimEnd})
      returning id::text as id`.execute(db)
    const [claimed] = rows
    if (!claimed) return null
    const [entry] = await listEntries(
      db,
      sql`select * from log where account_id = ${accountId} and id = ${claimed.id}::uuid`,
    )
    return entry ?? null
  },

  async markEntrySent(accountId, entryId) {
    await sql`
      update log set sent = true, claimed_until = null
      where account_id = ${accountId} and id = ${entryId}::uuid`.execute(db)
  },

  async listLoggedAccounts() {
    // Looks up each next account in an index, instead of reading all rows.
    const findNext = (after: RawBuilder<unknown>) => sql`least(
      (select min(account_id) from log where ${after}),
      (select min(account_id) from reporting_lines where ended_at is not null and ${after})
    )`
    const { rows } = await sql<{ readonly id: AccountId }>`
      with recursive accounts (id) as (
        select ${findNext(sql`true`)}
        union all
        select ${findNext(sql`account_id > accounts.id`)} from accounts where id is not null
      )
      select id from accounts where id is not null`.execute(db)
    return rows.map(({ id }) => id)
  },

  async pruneLog(accountId, before) {
    const cutoff = toTimestamp(before)
    await deleteInBatches(db, 'log', accountId, 'at', sql`at < ${cutoff}`)
    await deleteInBatches(db, 'reporting_lines', accountId, 'ended_at', sql`ended_at <= ${cutoff}`)
  },
})

/** Adds entries to the log, except repeats of stored reads. Returns the same as `StorageAdapter.addLogEntries`. */
export const addLogEntries = async (trx: Db, accountId: AccountId, given: readonly NewLogEntry[]): Promise<boolean> => {
  if (given.length === 0) return true
  const sanitized = given.map(sanitizeLogEntry)
  await lockAccount(trx, 'ids', accountId, 'shared')
  const { versions, erased } = await findIdStates(trx, accountId, sanitized)
  if (!haveCurrentIds(accountId, sanitized, versions)) return false
  for (const chunk of splitIntoChunks(replaceErasedIds(accountId, sanitized, erased))) {
    await trx
      .insertInto('log')
      .values(chunk.map((entry) => ({ account_id: accountId, ...toColumns(entry) })))
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
  return true
}

/**
 * Removes the repeat keys of an account. Call it when ids in the log change, because the keys are digests of the ids at
 * the time of the read.
 */
export const clearRepeatKeys = async (trx: Db, accountId: AccountId): Promise<void> => {
  await sql`update log set repeat_key = null where account_id = ${accountId} and repeat_key is not null`.execute(trx)
}

const toColumns = (entry: NewLogEntry) => {
  const { id, at, actorId, actingForId, about, lines } = entry
  const { kind, ...details } = entry.event
  return {
    id,
    at: toTimestamp(at),
    kind,
    actor_id: actorId,
    acting_for_id: actingForId,
    ...toSubjectColumns(about),
    details: sql<string>`${JSON.stringify(details)}::text::jsonb`,
    repeat_key: getRepeatKey(entry),
    lines_from: lines ? toTimestamp(lines.from) : null,
    lines_until: lines ? toTimestamp(lines.until) : null,
  }
}

const toSubjectColumns = (about: StoredLogEntry['about']): Pick<LogTable, 'about' | 'about_id'> => {
  if (typeof about === 'string') return { about, about_id: null }
  return 'employee' in about
    ? { about: 'employee', about_id: about.employee }
    : { about: 'below', about_id: about.below }
}

/** Selects a page of the entries that fulfill a condition. */
export const selectPage = (
  accountId: AccountId,
  { before, limit }: LogPageQuery,
  condition: RawBuilder<unknown>,
): RawBuilder<unknown> => sql`(
  select * from log
  where account_id = ${accountId} and ${condition}
    and ${before ? sql`(at, id) < (${toTimestamp(before.at)}, ${before.id}::uuid)` : sql`true`}
  order by at desc, id desc limit ${limit}
)`

/** Passes the beginnings or the ends of spans as a `timestamptz[]` parameter. */
const toTimes = (spans: readonly Span[], bound: keyof Span): RawBuilder<unknown> => {
  const times = spans.map((span) => span[bound])
  const texts = times.map((time) => {
    if (Number.isFinite(time)) return new Date(time).toISOString()
    return time > 0 ? 'infinity' : '-infinity'
  })
  return sql`${toTextArray(texts)}::timestamptz[]`
}

/** Returns the reporting lines of an employee and of everyone who was ever above the employee. */
const listLinesAbove = async (db: Db, accountId: AccountId, employeeId: EmployeeId): Promise<ReportingLine[]> => {
  const { rows } = await sql<{
    readonly employeeId: EmployeeId
    readonly managerId: EmployeeId | null
    readonly isInGroups: boolean
    readonly from: number | null
    readonly until: number | null
  }>`
    with recursive above (id) as (
      select ${employeeId}::text collate "C" union
      select line.manager_id from above
      join reporting_lines as line on line.account_id = ${accountId} and line.employee_id = above.id
      where line.manager_id is not null
    )
    select
      employee_id as "employeeId", manager_id as "managerId",
      in_groups as "isInGroups", ${toMilliseconds('began_at')} as from, ${toMilliseconds('ended_at')} as until
    from reporting_lines where account_id = ${accountId} and employee_id in (select id from above)`.execute(db)
  return rows.map(({ from, until, ...line }) => ({
    ...line,
    from: from ?? Number.NEGATIVE_INFINITY,
    until: until ?? Number.POSITIVE_INFINITY,
  }))
}

interface Row {
  readonly id: string
  readonly at: number
  readonly actorId: EmployeeId | null
  readonly actingForId: EmployeeId | null
  readonly about: LogTable['about']
  readonly aboutId: EmployeeId
  readonly kind: StoredLogEvent['kind']
  readonly details: string
  readonly claudeUserId: ClaudeUserId
  readonly fromId: EmployeeId | null
  readonly fromMethod: LinkMethod | null
  readonly fromIgnored: boolean | null
  readonly toId: EmployeeId | null
  readonly toMethod: LinkMethod | null
  readonly toIgnored: boolean | null
}

/** Returns the entries that a query selects, newest first. */
export const listEntries = async (db: Db, entries: RawBuilder<unknown>): Promise<StoredLogEntry[]> => {
  const { rows } = await sql<Row>`
    select
      id::text as id, ${toMilliseconds('at')} as at, actor_id as "actorId", acting_for_id as "actingForId",
      about, about_id as "aboutId", kind, details::text as details, claude_user_id as "claudeUserId",
      from_employee_id as "fromId", from_method as "fromMethod", from_ignored as "fromIgnored",
      to_employee_id as "toId", to_method as "toMethod", to_ignored as "toIgnored"
    from (${entries}) as entries order by entries.at desc, entries.id desc`.execute(db)
  return rows.map((row) => {
    const { id, at, actorId, actingForId } = row
    return { id, at, actorId, actingForId, about: toSubject(row), event: toEvent(row) }
  })
}

const toSubject = ({ about, aboutId }: Row): StoredLogEntry['about'] => {
  if (about === 'employee') return { employee: aboutId }
  return about === 'below' ? { below: aboutId } : about
}

const toEvent = (row: Row): StoredLogEvent => {
  if (row.kind !== 'link_changed') return { kind: row.kind, ...JSON.parse(row.details) }
  return {
    kind: row.kind,
    claudeUserId: row.claudeUserId,
    from: toLinkState(row.fromId, row.fromMethod, row.fromIgnored),
    to: toLinkState(row.toId, row.toMethod, row.toIgnored),
  }
}
