import { compareText } from '../../compare-text.ts'
import type { EpochMilliseconds, LogPageQuery, LogPosition, StorageAdapter, StoredLogEntry } from '../adapter.ts'
import { findManagerSpans, type Span } from '../find-manager-spans.ts'
import { getRepeatKey } from '../get-repeat-key.ts'
import { haveCurrentIds, replaceErasedIds } from '../log-ids.ts'
import { sanitizeLogEntry } from '../sanitize.ts'
import type { Account, Accounts } from './accounts.ts'
import { listErasedHashes } from './erased-marks.ts'

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

export const createLogMethods = (
  { getAccount, getOrCreateAccount, listAccountIds }: Accounts,
  now: () => number,
): LogMethods => ({
  async addLogEntries(accountId, entries) {
    const sanitized = structuredClone(entries).map(sanitizeLogEntry)
    const account = getOrCreateAccount(accountId)
    if (!haveCurrentIds(accountId, sanitized, account.formerIds)) return false
    const { log, readLines, repeatKeys } = account
    for (const given of replaceErasedIds(accountId, sanitized, listErasedHashes(account))) {
      const key = getRepeatKey(given)
      if (key !== null && repeatKeys.has(key)) continue
      const { lines, idVersion: _, ...entry } = given
      log.push(entry)
      if (lines) readLines.set(entry.id, lines)
      if (key !== null) repeatKeys.set(key, entry.at)
    }
    return true
  },
  async setExportedRows(accountId, entryId, rows) {
    const account = getAccount(accountId)
    account.log = account.log.map((entry) => {
      const { id, event } = entry
      return id === entryId && event.kind === 'read' && event.rows === null
        ? { ...entry, event: { ...event, rows } }
        : entry
    })
  },
  async listLog(accountId, page) {
    return selectPage(
      getAccount(accountId).log.filter((entry) => !isByRules(entry)),
      page,
    )
  },
  async listLogAbout(accountId, employeeId, page) {
    const { log, reportingLines, readLines } = getAccount(accountId)
    const { inGroups, managers } = findManagerSpans(employeeId, reportingLines)
    const isAbout = ({ id, at, about, event }: StoredLogEntry): boolean => {
      const lines = readLines.get(id) ?? { from: at, until: at }
      const includesLines = ({ from, until }: Span) => lines.until >= from && lines.from < until
      if (event.kind === 'link_changed') return [event.from, event.to].some((state) => state?.employeeId === employeeId)
      if (about === 'everyone') return inGroups.some(includesLines)
      if (about === 'account') return false
      if ('employee' in about) return about.employee === employeeId
      return managers.some((span) => span.managerId === about.below && includesLines(span))
    }
    const isOwnRead = ({ actorId, event }: StoredLogEntry) => event.kind === 'read' && actorId === employeeId
    return selectPage(
      log.filter((entry) => isAbout(entry) && !isOwnRead(entry)),
      page,
    )
  },
  async listAccountsWithUnsentEntries(since) {
    return [...listAccountIds()].filter((id) => findUnsentEntry(getAccount(id), since))
  },
  async claimUnsentEntry(accountId, since, ttlMs) {
    const account = getAccount(accountId)
    const entry = findUnsentEntry(account, since)
    const claimedUntil = entry && account.claimedEntries.get(entry.id)
    // A claim that would last longer than a new claim was made while the clock was ahead, and does not count.
    const isClaimed = claimedUntil !== undefined && claimedUntil > now() && claimedUntil <= now() + ttlMs
    if (!entry || isClaimed) return null
    account.claimedEntries.set(entry.id, now() + ttlMs)
    return structuredClone(entry)
  },
  async markEntrySent(accountId, entryId) {
    const { sentEntries, claimedEntries } = getAccount(accountId)
    sentEntries.add(entryId)
    claimedEntries.delete(entryId)
  },
  async listLoggedAccounts() {
    return [...listAccountIds()].filter((id) => {
      const { log, reportingLines } = getAccount(id)
      return log.length > 0 || reportingLines.some(({ until }) => until < Number.POSITIVE_INFINITY)
    })
  },
  async pruneLog(accountId, before) {
    const account = getAccount(accountId)
    account.log = account.log.filter(({ at }) => at >= before)
    const ids = new Set(account.log.map(({ id }) => id))
    account.readLines = new Map([...account.readLines].filter(([id]) => ids.has(id)))
    account.reportingLines = account.reportingLines.filter(({ until }) => until > before)
    account.repeatKeys = new Map([...account.repeatKeys].filter(([, at]) => at >= before))
  },
})

/** Whether an entry is about a change of a link that the matching rules made. */
const isByRules = ({ event, actorId }: StoredLogEntry): boolean => event.kind === 'link_changed' && actorId === null

const findUnsentEntry = ({ log, sentEntries }: Account, since: EpochMilliseconds): StoredLogEntry | undefined =>
  log.find((entry) => entry.at >= since && !sentEntries.has(entry.id) && !isByRules(entry))

/** Selects the entries of a page, newest first. */
export const selectPage = (
  entries: readonly StoredLogEntry[],
  { before, limit }: LogPageQuery,
): readonly StoredLogEntry[] =>
  structuredClone(
    entries
      .filter((entry) => before === null || comparePositions(entry, before) < 0)
      .toSorted((a, b) => comparePositions(b, a))
      .slice(0, limit),
  )

const comparePositions = (a: LogPosition, b: LogPosition): number => a.at - b.at || compareText(a.id, b.id)
