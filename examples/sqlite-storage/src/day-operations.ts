import {
  type AccountId,
  type ClaudeUser,
  type ClaudeUserId,
  type Counters,
  counterIds,
  type Day,
} from '@windmill/claude-core'
import type { LedgerEntry, StorageAdapter, UsageDay } from '@windmill/claude-server'
import {
  isActive,
  isSameQuality,
  sanitizeLedgerEntry,
  sanitizeReading,
  subtractClaudeUsers,
} from '@windmill/claude-server/storage'
import { requireLease } from './accounts.ts'
import { numberDayOfUsers, numberDays } from './change-numbers.ts'
import { type Database, parseJson } from './database.ts'
import { type KeptDays, readKeptDays } from './kept-days.ts'
import { listLedger, saveLedgerEntry } from './ledger.ts'

type DayOperations = Pick<
  StorageAdapter,
  'readLedger' | 'writeDay' | 'writeLedgerEntry' | 'readUsage' | 'completeActivityIndex'
>

export const createDayOperations = (db: Database): DayOperations => ({
  readLedger: (accountId, period) => db.read(() => listLedger(db, accountId, period)),
  writeDay: (accountId, token, reading) =>
    db.write(() => {
      const { entry, claudeUsers, usage } = sanitizeReading(reading)
      requireLease(db, accountId, token)
      const kept = readKeptDays(db, accountId)
      if (!kept.isKept(entry.day)) return false
      const { changedIds, leftOut } = saveUsage(db, accountId, entry.day, usage, kept)
      const areLinksStale = saveClaudeUsers(db, accountId, entry.day, claudeUsers, kept)
      const hasOtherQuality = !isSameQuality(readQuality(db, accountId, entry.day), entry.read)
      saveLedgerEntry(db, accountId, subtractClaudeUsers(entry, leftOut))
      if (hasOtherQuality) numberDays(db, accountId, [entry.day])
      else numberDayOfUsers(db, accountId, entry.day, changedIds)
      return areLinksStale
    }),
  writeLedgerEntry: (accountId, token, entry) =>
    db.write(() => {
      requireLease(db, accountId, token)
      if (!readKeptDays(db, accountId).isKept(entry.day)) return
      const hasOtherQuality = !isSameQuality(readQuality(db, accountId, entry.day), entry.read)
      saveLedgerEntry(db, accountId, sanitizeLedgerEntry(entry))
      if (hasOtherQuality) numberDays(db, accountId, [entry.day])
    }),
  readUsage: (accountId, day) =>
    db.read(() => {
      const { isKept } = readKeptDays(db, accountId)
      return db.all<{ user_id: ClaudeUserId; counters: string }>`
        select user_id, counters from usage where account_id = ${accountId} and day = ${day}`
        .filter(({ user_id: id }) => isKept(day, id))
        .map(({ user_id: claudeUserId, counters }) => ({ claudeUserId, counters: JSON.parse(counters) }))
    }),
  // There is no index: `sumAdoption` reads the usage rows.
  completeActivityIndex: async () => {},
})

const readQuality = (db: Database, accountId: AccountId, day: Day): LedgerEntry['read'] =>
  parseJson<LedgerEntry>(
    db.get<{ entry: string }>`select entry from ledger where account_id = ${accountId} and day = ${day}`?.entry,
  )?.read ?? null

/** Stores the rows of a day, one after another, so that a large day is never in memory as a whole. */
const saveUsage = (db: Database, accountId: AccountId, day: Day, usage: Iterable<UsageDay>, { isKept }: KeptDays) => {
  const changedIds: ClaudeUserId[] = []
  let leftOut = 0
  for (const { claudeUserId: id, counters } of usage) {
    if (!isKept(day, id)) {
      leftOut += 1
      continue
    }
    const stored = parseJson<Counters>(
      db.get<{ counters: string }>`select counters from usage
        where account_id = ${accountId} and user_id = ${id} and day = ${day}`?.counters,
    )
    if (stored && counterIds.every((counter) => stored[counter] === counters[counter])) continue
    db.run`insert into usage values (${accountId}, ${id}, ${day}, ${counters}, ${isActive(counters, 'any')})
      on conflict do update set counters = excluded.counters, is_active = excluded.is_active`
    changedIds.push(id)
  }
  return { changedIds, leftOut }
}

/** Stores Claude users. Returns whether one is new or has a new address. */
const saveClaudeUsers = (
  db: Database,
  accountId: AccountId,
  day: Day,
  users: Iterable<ClaudeUser>,
  { isKept }: KeptDays,
): boolean => {
  let areLinksStale = false
  for (const { id, email } of users) {
    if (!isKept(day, id)) continue
    const changed = db.run`insert into claude_users (account_id, user_id, email, email_day)
      values (${accountId}, ${id}, ${email}, ${email === null ? null : day})
      on conflict do update set email = excluded.email, email_day = excluded.email_day
      where excluded.email is not null and excluded.email is not email and coalesce(email_day, '') <= ${day}`
    if (changed > 0) areLinksStale = true
  }
  return areLinksStale
}
