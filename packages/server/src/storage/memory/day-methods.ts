import type { ClaudeUserId, Counters } from '@windmill/claude-core'
import type { StorageAdapter } from '../adapter.ts'
import { sanitizeLedgerEntry, sanitizeReading } from '../sanitize.ts'
import { type Accounts, listLedgerEntries, requireLease } from './accounts.ts'

type DayMethods = Pick<StorageAdapter, 'readLedger' | 'writeDay' | 'writeLedgerEntry' | 'readUsage'>

export const createDayMethods = ({ getAccount }: Accounts): DayMethods => {
  return {
    async readLedger(accountId, period) {
      return structuredClone(listLedgerEntries(getAccount(accountId), period))
    },
    async writeDay(accountId, token, reading) {
      const { entry, claudeUsers, usage } = sanitizeReading(reading)
      const account = requireLease(getAccount(accountId), token)
      // Iterating validates the rows, so iterate all of them before the first change.
      const rows = Array.from(usage)
      const users = Array.from(claudeUsers)
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
      for (const { claudeUserId, counters } of rows) countersByUser.set(claudeUserId, { ...counters })
      account.usage.set(entry.day, countersByUser)
      account.ledger.set(entry.day, entry)
      return areLinksStale
    },
    async writeLedgerEntry(accountId, token, entry) {
      requireLease(getAccount(accountId), token).ledger.set(entry.day, sanitizeLedgerEntry(entry))
    },
    async readUsage(accountId, day) {
      const rows = getAccount(accountId).usage.get(day) ?? []
      return [...rows].map(([claudeUserId, counters]) => ({ claudeUserId, counters: { ...counters } }))
    },
  }
}
