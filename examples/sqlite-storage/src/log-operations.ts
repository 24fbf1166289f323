import type { AccountId } from '@windmill/claude-core'
import type { StorageAdapter, StoredLogEntry } from '@windmill/claude-server'
import { findManagerSpans, haveCurrentIds, type Span, sanitizeLogEntry } from '@windmill/claude-server/storage'
import { addAccount } from './accounts.ts'
import type { Database } from './database.ts'
import { appendToLog, type LogRow, readLogPage, toEntry } from './log.ts'
import { readReportingLines } from './reporting-lines.ts'

type LogOperations = Pick<
  StorageAdapter,
  | 'addLogEntries'
  | 'setExportedRows'
  | 'listLog'
  | 'listLogAbout'
  | 'listLogBy'
  | 'listAccountsWithUnsentEntries'
  | 'claimUnsentEntry'
  | 'markEntrySent'
  | 'listLoggedAccounts'
  | 'pruneLog'
>

export const createLogOperations = (db: Database, now: () => number): LogOperations => ({
  addLogEntries: (accountId, entries) =>
    db.write(() => {
      const sanitized = entries.map(sanitizeLogEntry)
      addAccount(db, accountId)
      const formerIds = db.all<{ hash: string; id_version: number }>`
        select hash, id_version from former_ids where account_id = ${accountId}`
      const versions = new Map(formerIds.map(({ hash, id_version }) => [hash, id_version]))
      if (!haveCurrentIds(accountId, sanitized, versions)) return false
      appendToLog(db, accountId, sanitized)
      return true
    }),
  setExportedRows: (accountId, entryId, rows) =>
    db.write(() => {
      db.run`update log set event = json_set(event, '$.rows', ${rows})
        where account_id = ${accountId} and id = ${entryId}
          and event ->> 'kind' = 'read' and json_type(event, '$.rows') = 'null'`
    }),
  listLog: (accountId, page) => db.read(() => readLogPage(db, accountId, page, (entry) => !isByRules(entry))),
  listLogAbout: (accountId, employeeId, page) =>
    db.read(() => {
      const { inGroups, managers } = findManagerSpans(employeeId, readReportingLines(db, accountId))
      return readLogPage(db, accountId, page, ({ about, actorId, event }, lines) => {
        const includesLines = ({ from, until }: Span) => lines.until >= from && lines.from < until
        if (event.kind === 'read' && actorId === employeeId) return false
        if (event.kind === 'link_changed') {
          return [event.from, event.to].some((state) => state?.employeeId === employeeId)
        }
        if (about === 'everyone') return inGroups.some(includesLines)
        if (about === 'account') return false
        if ('employee' in about) return about.employee === employeeId
        return managers.some((span) => span.managerId === about.below && includesLines(span))
      })
    }),
  listLogBy: (accountId, employeeId, page) =>
    db.read(() => readLogPage(db, accountId, page, ({ actorId }) => actorId === employeeId)),
  listAccountsWithUnsentEntries: (since) =>
    db.read(() =>
      toIds(
        db.all<{ id: AccountId }>`select distinct account_id as id from log where at >= ${since} and not is_sent
          and not (event ->> 'kind' = 'link_changed' and actor_id is null)`,
      ),
    ),
  claimUnsentEntry: (accountId, since, ttlMs) =>
    db.write(() => {
      const row = db.get<LogRow & { claimed_until: number | null }>`select * from log
        where account_id = ${accountId} and at >= ${since} and not is_sent
          and not (event ->> 'kind' = 'link_changed' and actor_id is null)
        order by number limit 1`
      if (!row) return null
      // A claim that would last longer than a new claim was made while the clock was ahead, and does not count.
      const remainingMs = (row.claimed_until ?? 0) - now()
      if (remainingMs > 0 && remainingMs <= ttlMs) return null
      db.run`update log set claimed_until = ${now() + ttlMs} where account_id = ${accountId} and id = ${row.id}`
      return toEntry(row)
    }),
  markEntrySent: (accountId, entryId) =>
    db.write(() => {
      db.run`update log set is_sent = 1, claimed_until = null where account_id = ${accountId} and id = ${entryId}`
    }),
  listLoggedAccounts: () =>
    db.read(() =>
      toIds(
        db.all<{ id: AccountId }>`select account_id as id from log
          union select account_id from reporting_lines where until_at is not null`,
      ),
    ),
  pruneLog: (accountId, before) =>
    db.write(() => {
      db.run`delete from log where account_id = ${accountId} and at < ${before}`
      db.run`delete from reporting_lines where account_id = ${accountId} and until_at <= ${before}`
    }),
})

const toIds = (rows: readonly { readonly id: AccountId }[]): AccountId[] => rows.map(({ id }) => id)

/** Whether an entry is about a change of a link that the matching rules made. */
const isByRules = ({ event, actorId }: StoredLogEntry): boolean => event.kind === 'link_changed' && actorId === null
