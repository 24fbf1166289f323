import { type AccountId, addDays, type ClaudeUserId, type Day, dayAt, maxDay } from '@windmill/claude-core'
import type { AccountPolicy, EpochMilliseconds, LedgerEntry } from './adapter.ts'
import { digestJson } from './digest-json.ts'

/** The first kept day of a Claude user if nothing of theirs is kept. */
export const neverKept: Day = '9999-12-31'

/** How long days stay stored after they are no longer kept, so that a wrong policy loses nothing. */
export const gracePeriodMs: number = 24 * 3_600_000

/** Ledger code of a day that is read again because the rows of a Claude user who came back are unknown. */
export const readAgainCode = 'person_returned'

/** How much earlier than by the storage's clock a day may seem to be read, because the clocks of servers differ. */
export const maxClockDifferenceMs = 3_600_000

/** Why a Claude user's days are not kept. An erased one stays away until the erasure is lifted. */
export type KeptFromReason = 'policy' | 'excluded' | 'erased'

/**
 * Identifies an account or one of its Claude users among the days that are kept. It tells nobody who that is, so it can
 * stay when everything else about them is deleted.
 */
export const hashSubject = (accountId: AccountId, claudeUserId: ClaudeUserId | null = null): string =>
  digestJson([accountId, claudeUserId])

/** Computes the first day that a policy keeps: the later one of its two days. Null if it keeps everything. */
export const computeFirstKeptDay = (
  { historyFrom, usageRetentionDays }: Pick<AccountPolicy, 'historyFrom' | 'usageRetentionDays'>,
  now: EpochMilliseconds,
): Day | null => {
  const retainedFrom = usageRetentionDays === null ? null : addDays(dayAt(now), -usageRetentionDays)
  if (historyFrom === null || retainedFrom === null) return historyFrom ?? retainedFrom
  return maxDay(historyFrom, retainedFrom)
}

/** Returns the ledger entry of a reading of which some Claude users were left out. */
export const leaveOut = (entry: LedgerEntry, count: number): LedgerEntry =>
  entry.read && count > 0 ? { ...entry, read: { ...entry.read, claudeUsers: entry.read.claudeUsers - count } } : entry
