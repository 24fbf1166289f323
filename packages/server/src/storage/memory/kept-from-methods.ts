import { type ClaudeUserId, type Day, dayAt, type EmployeeId } from '@windmill/claude-core'
import { isActive } from '@windmill/claude-core/internal'
import type { EpochMilliseconds, StorageAdapter } from '../adapter.ts'
import { listHiddenHashes, selectHiddenUsers } from '../hidden-users.ts'
import {
  computeFirstKeptDay,
  gracePeriodMs,
  hashProtectedUser,
  hashSubject,
  maxClockDifferenceMs,
  neverKept,
  readAgainCode,
} from '../kept-from.ts'
import { requireStorableId } from '../sanitize.ts'
import { type Account, type Accounts, getKeptFrom, type KeptFromMark, listLedgerEntries } from './accounts.ts'
import { numberDays, numberLinkedEmployees } from './number-changes.ts'

type KeptFromMethods = Pick<
  StorageAdapter,
  | 'getPolicy'
  | 'applyPolicy'
  | 'getKeptFrom'
  | 'deleteNotKept'
  | 'excludeClaudeUsers'
  | 'hasExclusions'
  | 'findHiddenUsers'
>

export const createKeptFromMethods = (
  { getAccount, getOrCreateAccount }: Accounts,
  now: () => EpochMilliseconds,
): KeptFromMethods => {
  const isPending = ({ since }: KeptFromMark): boolean => since !== null && since > now() - gracePeriodMs
  const createMark = (
    mark: Omit<KeptFromMark, 'since' | 'claudeUserId' | 'owner'> & Partial<KeptFromMark>,
  ): KeptFromMark => ({
    since: null,
    claudeUserId: null,
    owner: null,
    ...mark,
  })
  /** Finds the mark that excludes a Claude user. */
  const findExclusion = ({ id, keptFromMarks }: Account, claudeUserId: ClaudeUserId) =>
    keptFromMarks.find(
      (mark) => mark.subject === hashSubject(id, claudeUserId) && mark.day === neverKept && mark.reason === 'excluded',
    )
  const setKeptFrom = (account: Account, { subject, reason }: KeptFromMark, day: Day): void => {
    account.keptFromMarks = [
      ...account.keptFromMarks.filter((mark) => mark.subject !== subject),
      createMark({ subject, reason, day }),
    ]
  }

  return {
    async getPolicy(accountId) {
      return structuredClone(getAccount(accountId).policy)
    },
    async applyPolicy(accountId, policy) {
      const account = getAccount(accountId)
      if (!account.connection) return
      account.policy = { ...policy }
      const subject = hashSubject(accountId)
      const day = computeFirstKeptDay(policy, now())
      const replacedMarks = account.keptFromMarks.filter(
        (mark) => mark.subject === subject && isPending(mark) && (day === null || mark.day > day),
      )
      account.keptFromMarks = account.keptFromMarks.filter((mark) => !replacedMarks.includes(mark))
      const currentDay = getKeptFrom(account)
      if (day !== null && (currentDay === null || day > currentDay)) {
        // A replaced mark has already hidden the earlier days, so they count as hidden since that mark was set.
        const since = Math.min(now(), ...replacedMarks.flatMap((mark) => mark.since ?? []))
        account.keptFromMarks.push(createMark({ subject, day, reason: 'policy', since }))
      }
      // Some days before this day may have been hidden until now.
      const shownBefore = replacedMarks.map((mark) => mark.day).reduce(maxText, '')
      numberDays(
        account,
        listLedgerEntries(account).flatMap((entry) => (entry.read && entry.day < shownBefore ? entry.day : [])),
      )
    },
    async getKeptFrom(accountId) {
      return getKeptFrom(getAccount(accountId))
    },
    async deleteNotKept(accountId) {
      const account = getAccount(accountId)
      const dueMarks = account.keptFromMarks.filter((mark) => !isPending(mark))
      const from = dueMarks.map(({ reason, day }) => (reason === 'policy' ? day : '')).reduce(maxText, '')
      for (const day of [...account.ledger.keys()].filter((stored) => stored < from)) deleteDay(account, day)
      for (const start of account.totals.keys()) if (start < from) account.totals.delete(start)
      for (const month of account.checks.keys()) if (month < from) account.checks.delete(month)
      account.findings = account.findings.filter(({ month }) => month >= from)
      for (const { claudeUserId } of dueMarks) if (claudeUserId !== null) deleteClaudeUser(account, claudeUserId)
      account.keptFromMarks = account.keptFromMarks
        .filter((mark) => mark.reason !== 'policy' || mark.day >= from)
        .map((mark) => (dueMarks.includes(mark) ? { ...mark, since: null, claudeUserId: null } : mark))
    },
    async excludeClaudeUsers(accountId, { exclude, readmit }) {
      for (const id of [...exclude, ...readmit.map(({ claudeUserId }) => claudeUserId)]) requireStorableId(id)
      const account = getOrCreateAccount(accountId)
      // Read before the change, which can delete the link.
      const owners: (EmployeeId | null | undefined)[] = []
      const addOwner = (id: ClaudeUserId) => owners.push(account.links.get(id)?.employeeId)
      for (const claudeUserId of exclude) {
        const subject = hashSubject(accountId, claudeUserId)
        if (account.keptFromMarks.some((mark) => mark.subject === subject && mark.day === neverKept)) continue
        // The stored data of a known Claude user is hidden now, and deleted after the grace period.
        const isKnown = account.emails.has(claudeUserId)
        const pendingFields = isKnown ? { since: now(), claudeUserId } : {}
        account.keptFromMarks.push(createMark({ subject, day: neverKept, reason: 'excluded', ...pendingFields }))
        addOwner(claudeUserId)
        if (!isKnown) deleteFindings(account, claudeUserId)
      }
      for (const { claudeUserId, employeeId } of readmit) {
        const mark = findExclusion(account, claudeUserId)
        if (!mark) continue
        addOwner(claudeUserId)
        if (isPending(mark)) {
          account.keptFromMarks = account.keptFromMarks.filter((other) => other !== mark)
          makeDaysDue(account, mark.since ?? 0)
        } else {
          deleteClaudeUser(account, claudeUserId)
          setKeptFrom(account, mark, account.includedFrom.get(employeeId) ?? dayAt(now()))
        }
      }
      numberLinkedEmployees(account, owners)
    },
    async hasExclusions(accountId) {
      const { employees, keptFromMarks } = getAccount(accountId)
      return (
        keptFromMarks.some(({ reason }) => reason !== 'policy') ||
        [...employees.values()].some(({ participation }) => participation === 'excluded')
      )
    },
    async findHiddenUsers(accountId, emailKeys, ownedIds) {
      const { keptFromMarks, protectedSubjects, addressMarks, links } = getAccount(accountId)
      const storedHashes = new Set([
        ...keptFromMarks.flatMap(({ subject, day }) => (day === neverKept ? subject : [])),
        ...protectedSubjects,
        ...addressMarks.map(({ subject }) => subject),
      ])
      const linkedIds = new Set([...links.values()].flatMap((link) => (link.employeeId ? link.claudeUserId : [])))
      return selectHiddenUsers(listHiddenHashes(accountId, emailKeys), storedHashes, linkedIds, ownedIds)
    },
  }
}

const maxText = (a: string, b: string): string => (a > b ? a : b)

/** Deletes a day. The first active day of each of its Claude users stays. */
const deleteDay = ({ usage, ledger, firstActiveDays, changeNumbers }: Account, day: Day): void => {
  for (const [id, counters] of usage.get(day) ?? []) {
    const firstActiveDay = firstActiveDays.get(id)
    if (isActive(counters, 'any') && (firstActiveDay === undefined || day < firstActiveDay))
      firstActiveDays.set(id, day)
  }
  usage.delete(day)
  ledger.delete(day)
  changeNumbers.days.delete(day)
}

/** Deletes everything about a Claude user except a manual link, which identifies them if they come back. */
export const deleteClaudeUser = (account: Account, id: ClaudeUserId): void => {
  for (const rows of account.usage.values()) rows.delete(id)
  deleteFindings(account, id)
  account.emails.delete(id)
  account.emailDays.delete(id)
  account.firstActiveDays.delete(id)
  account.mappings.delete(id)
  account.protectedUsers.delete(id)
  account.protectedSubjects.delete(hashProtectedUser(account.id, id))
  if (account.links.get(id)?.method !== 'manual') account.links.delete(id)
}

/** Deletes the findings about a Claude user. The next check finds them again. */
const deleteFindings = (account: Account, id: ClaudeUserId): void => {
  account.findings = account.findings.filter(({ claudeUserId }) => claudeUserId !== id)
}

/**
 * Makes the days that were read after `since` due again. Until such a day is read again, the usage of someone
 * without a row is unknown and not zero, as on a day with an unattributed row.
 */
const makeDaysDue = (account: Account, since: EpochMilliseconds): void => {
  const { ledger } = account
  for (const entry of ledger.values()) {
    const { day, read } = entry
    if (!read || read.at < since - maxClockDifferenceMs) continue
    ledger.set(day, {
      day,
      read: { ...read, unattributedRows: read.unattributedRows + 1 },
      failure: { at: read.at, code: readAgainCode, attempts: 1, dueAt: read.at },
    })
    numberDays(account, [day])
  }
}
