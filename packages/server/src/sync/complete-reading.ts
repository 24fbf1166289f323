import {
  type AccountId,
  type ClaudeUser,
  type ClaudeUserId,
  type CounterId,
  counterIds,
  type Day,
  normalizeEmail,
} from '@windmill/claude-core'
import type { LedgerEntry, StorageAdapter, UsageDay } from '../storage/adapter.ts'
import { haveSourcesChanged, preserveReportCounts } from './preserve-report-counts.ts'
import type { ReadDayResult } from './read-day.ts'

/** Input of `completeReading`. */
export interface CompleteReadingInput {
  readonly storage: StorageAdapter
  readonly accountId: AccountId
  readonly day: Day
  /** The earlier reading of the day. Null if there is none. */
  readonly previous: LedgerEntry['read']
  readonly reading: ReadDayResult
  /** Returns the e-mail that an earlier answer of this run gave for a Claude user. */
  readonly getSeenEmail: (id: ClaudeUserId) => string | null
}

/**
 * Completes a reading with what is stored: finds the members of malformed rows by e-mail, and keeps stored counts that
 * are missing in the reading. Changes `reading`.
 */
export const completeReading = async ({
  storage,
  accountId,
  day,
  previous,
  reading,
  getSeenEmail,
}: CompleteReadingInput): Promise<
  Pick<NonNullable<LedgerEntry['read']>, 'skills' | 'connectors' | 'unattributedRows' | 'changedRows'>
> => {
  const qualities = [...reading.quality.values()]
  const malformedUsers = new Set([
    ...qualities.flatMap((quality) => [...quality.malformedUsers]),
    ...reading.unlistedUsers,
  ])
  const emails = qualities.flatMap(({ unidentifiedEmails }) => unidentifiedEmails)
  const areSourcesChanged = previous !== null && haveSourcesChanged(previous, reading.sources)
  const needsStoredRows = areSourcesChanged || (previous && (malformedUsers.size > 0 || emails.length > 0))
  const storedRows = needsStoredRows ? await storage.readUsage(accountId, day) : []
  const { identified, suspected } =
    emails.length === 0
      ? { identified: new Set<ClaudeUserId>(), suspected: new Set<ClaudeUserId>() }
      : identifyMembers(emails, {
          listed: [...reading.claudeUsers].filter(({ id }) => !reading.unlistedUsers.has(id)),
          stored: await storage.listClaudeUsers(accountId),
          storedRows,
          getSeenEmail,
        })
  // Somebody can be missing in the list because the list changed between two of its pages. Their stored counts are kept
  // then, as they are for somebody who is missing in the list and in the reports.
  for (const { claudeUserId } of storedRows) {
    if (reading.unlistedUsers.has(claudeUserId)) reading.setUnknown(claudeUserId)
  }
  for (const id of [...identified, ...suspected]) {
    reading.setUnknown(id)
    malformedUsers.add(id)
  }
  const keptCounters = preserveKnownCounts(storedRows, malformedUsers, reading)
  return {
    ...(areSourcesChanged ? preserveReportCounts(storedRows, { previous, keptCounters, reading }) : reading.sources),
    unattributedRows: (reading.quality.get('users')?.unattributedRows ?? 0) + emails.length - identified.size,
    changedRows: qualities.reduce((sum, { changedRows }) => sum + changedRows, 0),
  }
}

interface KnownMembers {
  /** The Claude users in the day's list. */
  readonly listed: Iterable<ClaudeUser>
  /** All Claude users in storage. */
  readonly stored: Iterable<ClaudeUser>
  /** The stored rows of the day. */
  readonly storedRows: readonly UsageDay[]
  readonly getSeenEmail: CompleteReadingInput['getSeenEmail']
}

/**
 * Finds the members of rows that have an e-mail but no id. An address can move to somebody else, so three conditions
 * must hold to identify a member: nobody else has the address, no other answer of this run gave the member another
 * address, and the member has a stored row of the day but is not in the day's list. A listed member with the address is
 * only suspected, because the row may be another copy of the listed row.
 */
export const identifyMembers = (
  emails: readonly string[],
  { listed, stored, storedRows, getSeenEmail }: KnownMembers,
): { readonly identified: ReadonlySet<ClaudeUserId>; readonly suspected: ReadonlySet<ClaudeUserId> } => {
  const addresses = new Set(emails.map(normalizeEmail))
  const identified = new Set<ClaudeUserId>()
  const suspected = new Set<ClaudeUserId>()
  const listedIds = new Set<ClaudeUserId>()
  const ownersByAddress = new Map<string, Set<ClaudeUserId>>()
  const addOwner = ({ id, email }: ClaudeUser): boolean => {
    const address = email === null ? null : normalizeEmail(email)
    if (address === null || !addresses.has(address)) return false
    ownersByAddress.set(address, (ownersByAddress.get(address) ?? new Set()).add(id))
    return true
  }
  for (const user of listed) {
    listedIds.add(user.id)
    if (addOwner(user)) suspected.add(user.id)
  }
  for (const user of stored) addOwner(user)
  const storedIds = new Set(storedRows.map(({ claudeUserId }) => claudeUserId))
  for (const [address, owners] of ownersByAddress) {
    const [id, ...others] = owners
    if (id === undefined || others.length > 0 || listedIds.has(id) || !storedIds.has(id)) continue
    const seenEmail = getSeenEmail(id)
    if (seenEmail === null || normalizeEmail(seenEmail) === address) identified.add(id)
  }
  return { identified, suspected }
}

/**
 * Replaces the unknown counts of members with malformed rows by their stored counts.
 * @returns The counters for which the stored count of any member was kept.
 */
const preserveKnownCounts = (
  storedRows: readonly UsageDay[],
  malformedUsers: ReadonlySet<ClaudeUserId>,
  { counters }: Pick<ReadDayResult, 'counters'>,
): ReadonlySet<CounterId> => {
  const keptCounters = new Set<CounterId>()
  for (const { claudeUserId, counters: stored } of storedRows) {
    if (!malformedUsers.has(claudeUserId)) continue
    const read = counters.get(claudeUserId)
    for (const id of counterIds) {
      if (read?.[id] !== null || stored[id] === null) continue
      counters.setCounter(claudeUserId, id, stored[id])
      keptCounters.add(id)
    }
  }
  return keptCounters
}
