import {
  type AccountId,
  type ClaudeUser,
  type ClaudeUserId,
  counterIds,
  type Day,
  normalizeEmail,
} from '@windmill/claude-core'
import type { LedgerEntry, StorageAdapter, UsageDay } from '../storage/adapter.ts'
import { haveSourcesChanged, preserveReportCounts } from './preserve-report-counts.ts'
import type { ReadDayResult } from './read-day.ts'

export interface CompleteReadingInput {
  readonly storage: StorageAdapter
  readonly accountId: AccountId
  readonly day: Day
  /** The earlier reading of the day. Null if there is none. */
  readonly previous: LedgerEntry['read']
  readonly reading: ReadDayResult
}

/**
 * Completes a reading with what is stored: finds the members of malformed rows by e-mail, and keeps stored counts that
 * the reading does not know. Changes `reading`.
 */
export const completeReading = async ({
  storage,
  accountId,
  day,
  previous,
  reading,
}: CompleteReadingInput): Promise<
  Pick<NonNullable<LedgerEntry['read']>, 'skills' | 'connectors' | 'unattributedRows' | 'changedRows'>
> => {
  const qualities = [...reading.quality.values()]
  const malformedUsers = new Set([
    ...qualities.flatMap((quality) => [...quality.malformedUsers]),
    ...reading.unlistedUsers,
  ])
  const emails = qualities.flatMap(({ unidentifiedEmails }) => unidentifiedEmails)
  const identified =
    emails.length === 0 ? [] : identifyMembers(emails, reading.claudeUsers, await storage.listClaudeUsers(accountId))
  for (const id of identified) {
    if (id === null) continue
    reading.setUnknown(id)
    malformedUsers.add(id)
  }

  const haveSources = previous !== null && haveSourcesChanged(previous, reading.sources)
  const storedRows = haveSources || (previous && malformedUsers.size > 0) ? await storage.readUsage(accountId, day) : []
  preserveKnownCounts(storedRows, malformedUsers, reading)
  return {
    ...(haveSources ? preserveReportCounts(storedRows, previous, reading) : reading.sources),
    unattributedRows:
      (reading.quality.get('users')?.unattributedRows ?? 0) + identified.filter((id) => id === null).length,
    changedRows: qualities.reduce((sum, { changedRows }) => sum + changedRows, 0),
  }
}

/**
 * Finds the Claude user of each e-mail, among the Claude users of the day and the stored ones. Null if none or several
 * have the address.
 */
export const identifyMembers = (
  emails: readonly string[],
  ...knownUsers: readonly Iterable<ClaudeUser>[]
): readonly (ClaudeUserId | null)[] => {
  const idsByEmail = new Map<string, Set<ClaudeUserId>>()
  for (const email of emails.map(normalizeEmail)) if (email !== null) idsByEmail.set(email, new Set())
  for (const users of knownUsers) {
    for (const { id, email } of users) {
      const normalized = email === null ? null : normalizeEmail(email)
      if (normalized !== null) idsByEmail.get(normalized)?.add(id)
    }
  }
  return emails.map((email) => {
    const ids = [...(idsByEmail.get(normalizeEmail(email) ?? '') ?? [])]
    return ids.length === 1 ? (ids[0] ?? null) : null
  })
}

/** Replaces the unknown counts of members with malformed rows by their stored counts. */
export const preserveKnownCounts = (
  storedRows: readonly UsageDay[],
  malformedUsers: ReadonlySet<ClaudeUserId>,
  { counters }: Pick<ReadDayResult, 'counters'>,
): void => {
  for (const { claudeUserId, counters: stored } of storedRows) {
    if (!malformedUsers.has(claudeUserId)) continue
    const read = counters.get(claudeUserId)
    for (const id of counterIds) if (read?.[id] === null) counters.setCounter(claudeUserId, id, stored[id])
  }
}
