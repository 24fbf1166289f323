import type { AccountId, ClaudeUserId, Counters } from '@windmill/claude-core'
import type { StorageAdapter } from '../adapter.ts'
import { leaseLost } from '../errors.ts'
import { entryInput, readingInput } from '../input.ts'
import { type Account, type Accounts, entriesOf } from './accounts.ts'

type DayMethods = Pick<StorageAdapter, 'readLedger' | 'writeDay' | 'writeLedgerEntry' | 'readUsage'>

export const days = ({ read }: Accounts): DayMethods => {
  const fenced = (accountId: AccountId, token: number): Account => {
    const account = read(accountId)
    if (account.lease?.token !== token) throw leaseLost()
    return account
  }

  return {
    async readLedger(accountId, span) {
      return structuredClone(entriesOf(read(accountId), span))
    },
    async writeDay(accountId, token, reading) {
      const { entry, claudeUsers, usage } = readingInput(reading)
      const account = fenced(accountId, token)
      // All of it is looked at before anything is changed.
      const [read, users] = [Array.from(usage), Array.from(claudeUsers)]
      let news = false
      for (const { id, email } of users) {
        const known = account.emails.get(id)
        if (known !== undefined && (email === null || email === known)) continue
        const since = account.emailDays.get(id)
        if (since !== undefined && since > entry.day) continue
        account.emails.set(id, email)
        if (email !== null) account.emailDays.set(id, entry.day)
        news = true
      }
      const rows = account.usage.get(entry.day) ?? new Map<ClaudeUserId, Counters>()
      for (const { claudeUserId, counters } of read) rows.set(claudeUserId, { ...counters })
      account.usage.set(entry.day, rows)
      account.ledger.set(entry.day, entry)
      return news
    },
    async writeLedgerEntry(accountId, token, entry) {
      fenced(accountId, token).ledger.set(entry.day, entryInput(entry))
    },
    async readUsage(accountId, day) {
      const rows = read(accountId).usage.get(day) ?? []
      return [...rows].map(([claudeUserId, counters]) => ({ claudeUserId, counters: { ...counters } }))
    },
  }
}
