import { type ClaudeUserId, type Counters, counterIds } from '@windmill/claude-core'
import type { StorageAdapter } from '../adapter.ts'
import { isSameQuality } from '../day-quality.ts'
import { subtractClaudeUsers } from '../kept-from.ts'
import { sanitizeLedgerEntry, sanitizeReading } from '../sanitize.ts'
import { type Accounts, isKept, listLedgerEntries, requireLease } from './accounts.ts'
import { numberDayOfUsers, numberDays } from './number-changes.ts'

type DayMethods = Pick<
  StorageAdapter,
  'readLedger' | 'writeDay' | 'completeActivityIndex' | 'writeLedgerEntry' | 'readUsage'
>

export const createDayMethods = ({ getAccount }: Accounts): DayMethods => {
  return {
    async readLedger(accountId, period) {
      // Each sync reads the ledger several times, and `structuredClone` would take ten times as long.
      return listLedgerEntries(getAccount(accountId), period).map(({ day, read, failure }) => ({
        day,
        read: read && { ...read },
        failure: failure && { ...failure },
      }))
    },
    async writeDay(accountId, token, reading) {
      const { entry, claudeUsers, usage } = sanitizeReading(reading)
      const account = requireLease(getAccount(accountId), token)
      if (!isKept(account, entry.day)) return false
      // Iterating validates the rows, so iterate all of them before the first change.
      const allRows = Array.from(usage)
      const rows = allRows.filter(({ claudeUserId }) => isKept(account, entry.day, claudeUserId))
      const users = Array.from(claudeUsers).filter(({ id }) => isKept(account, entry.day, id))
      let areLinksStale = false
      for (const { id, email } of users) {
        const storedEmail = account.emails.get(id)
        if (storedEmail !== undefined && (email === null || email === storedEmail)) continue
        const emailDay = account.emailDays.get(id)
        if (emailDay !== undefined && emailDay > entry.day) continue
        account.emails.set(id, email)
        if (email !== null) account.emailDays.set(id, entry.day)
        areLinksStale = true
      }
      const countersByUser = account.usage.get(entry.day) ?? new Map<ClaudeUserId, Counters>()
      const changedIds: ClaudeUserId[] = []
      for (const { claudeUserId, counters } of rows) {
        const stored = countersByUser.get(claudeUserId)
        if (!stored || counterIds.some((id) => stored[id] !== counters[id])) changedIds.push(claudeUserId)
        countersByUser.set(claudeUserId, { ...counters })
      }
      account.usage.set(entry.day, countersByUser)
      const hasOtherQuality = !isSameQuality(account.ledger.get(entry.day)?.read ?? null, entry.read)
      account.ledger.set(entry.day, subtractClaudeUsers(entry, allRows.length - rows.length))
      if (hasOtherQuality) numberDays(account, [entry.day])
      else numberDayOfUsers(account, entry.day, changedIds)
      return areLinksStale
    },
    async writeLedgerEntry(accountId, token, entry) {
      const account = requireLease(getAccount(accountId), token)
      if (!isKept(account, entry.day)) return
      const hasOtherQuality = !isSameQuality(account.ledger.get(entry.day)?.read ?? null, entry.read)
      account.ledger.set(entry.day, sanitizeLedgerEntry(entry))
      if (hasOtherQuality) numberDays(account, [entry.day])
    },
    // There is no stored index to complete: `sumAdoption` builds the bitmaps for each call.
    async completeActivityIndex() {},
    async readUsage(accountId, day) {
      const account = getAccount(accountId)
      const rows = [...(account.usage.get(day) ?? [])].filter(([id]) => isKept(account, day, id))
      return rows.map(([claudeUserId, counters]) => ({ claudeUserId, counters: { ...counters } }))
    },
  }
}
