import { type AccountId, addDays, type ClaudeUserId, type Day, dayAt, maxDay } from '@windmill/claude-core'
import type { AccountPolicy, EpochMilliseconds, LedgerEntry } from './adapter.ts'
import { digestJson } from './digest-json.ts'

/** Stored as the first kept day of a Claude user to say that nothing about them is kept. */
export const neverKept: Day = '9999-12-31'

/** How long days stay stored after they are no longer kept, so that a wrong policy loses nothing. */
export const gracePeriodMs: number = 24 * 3_600_000

/** Ledger code of a day that is read again because the rows of a Claude user who came back are unknown. */
export const readAgainCode = 'person_returned'

/** Maximum time by which the clock of a server may be behind the storage's clock when a day is read. */
export const maxClockDifferenceMs = 3_600_000

/** Why days are not kept: `policy` for an account, `excluded` or `erased` for a Claude user. */
export type KeptFromReason = 'policy' | 'excluded' | 'erased'

/**
 * Returns a hash that identifies an account or one of its Claude users in a kept-from mark. The hash reveals nobody, so
 * it stays when all other data about them is deleted.
 */
export const hashSubject = (accountId: AccountId, claudeUserId: ClaudeUserId | null = null): string =>
  digestJson([accountId, claudeUserId])

/**
 * Returns a hash that identifies a protected Claude user. Like the hash of a kept-from mark, this hash does not reveal
 * the person.
 */
export const hashProtectedUser = (accountId: AccountId, claudeUserId: ClaudeUserId): string =>
  digestJson([accountId, 'protected', claudeUserId])

/** Returns a hash that identifies an address of somebody with a participation other than `included`, by its key. */
export const hashProtectedAddress = (accountId: AccountId, emailKey: string): string =>
  digestJson([accountId, 'protected address', emailKey])

/**
 * Computes the first day that a policy keeps: the later of `historyFrom` and the day that `usageRetentionDays` gives.
 * Null if the policy keeps everything.
 */
export const computeFirstKeptDay = (
  { historyFrom, usageRetentionDays }: Pick<AccountPolicy, 'historyFrom' | 'usageRetentionDays'>,
  now: EpochMilliseconds,
): Day | null => {
  const retainedFrom = usageRetentionDays === null ? null : addDays(dayAt(now), -usageRetentionDays)
  if (historyFrom === null || retainedFrom === null) return historyFrom ?? retainedFrom
  return maxDay(historyFrom, retainedFrom)
}

/** Subtracts the Claude users that were not written from the count in a ledger entry. */
export const subtractClaudeUsers = (entry: LedgerEntry, count: number): LedgerEntry =>
  entry.read && count > 0 ? { ...entry, read: { ...entry.read, claudeUsers: entry.read.claudeUsers - count } } : entry
