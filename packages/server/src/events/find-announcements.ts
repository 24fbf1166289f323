import type { Day, ProblemCode } from '@windmill/claude-core'
import type { AnnouncedState, EpochMilliseconds } from '../storage/adapter.ts'

/** An event in the life of a connection. It has no actor and no figures. */
type ConnectionEvent =
  | { readonly kind: 'needs_attention'; readonly code: ProblemCode }
  | { readonly kind: 'recovered' | 'first_data' | 'no_fresh_day' | 'directory_stale' | 'more_unmatched' }

/** The state of a connection. */
export interface ConnectionFacts {
  /** The problem that an admin has to solve. Null if there is none. */
  readonly attention: ProblemCode | null
  /** Whether the last run could read, so that an earlier problem is over. */
  readonly isConnected: boolean
  /** When the key was saved. */
  readonly savedAt: EpochMilliseconds
  /** The newest day that was read. Null before the first one. */
  readonly newestDay: Day | null
  readonly isDirectoryStale: boolean
  /** Number of Claude users that have no employee and are not set aside. Null while a run is adding Claude users. */
  readonly unmatched: number | null
}

/** Time without a newer read day until `no_fresh_day`. Claude serves a new day every day, some hours late. */
const maxFreshDayGapMs = 48 * 3_600_000

/**
 * Returns when the wait for a newer day began: when the newest day was read, or when the key was saved if that was
 * later.
 * @param before - The state after the last announcements.
 */
const findWaitStart = (
  before: AnnouncedState | null,
  savedAt: EpochMilliseconds,
  now: EpochMilliseconds,
): EpochMilliseconds =>
  // A stored time is in the future if the clock was ahead when it was stored.
  Math.min(Math.max(before?.newestDayAt ?? 0, savedAt), now)

/** Whether no newer day was read for 48 hours, even if no process has synced during these hours. */
export const isConnectionLate = (
  before: AnnouncedState | null,
  savedAt: EpochMilliseconds,
  now: EpochMilliseconds,
): boolean => now - findWaitStart(before, savedAt, now) >= maxFreshDayGapMs

/**
 * Finds the events that announce what changed in a connection, in order, and the state to compare with in the next
 * call.
 * @param before - The state that the previous call returned. Null before the first call.
 */
export const findAnnouncements = (
  before: AnnouncedState | null,
  facts: ConnectionFacts,
  now: EpochMilliseconds,
): { readonly events: readonly ConnectionEvent[]; readonly after: AnnouncedState } => {
  const { attention, isConnected, savedAt, newestDay, isDirectoryStale, unmatched } = facts
  const earlier = before ?? initialState
  const isFresh = newestDay !== null && (earlier.newestDay === null || newestDay > earlier.newestDay)
  const newestDayAt = isFresh ? now : findWaitStart(before, savedAt, now)
  const after: AnnouncedState = {
    attention: attention ?? (isConnected ? null : earlier.attention),
    hasData: earlier.hasData || newestDay !== null,
    newestDay: isFresh ? newestDay : earlier.newestDay,
    newestDayAt,
    isLate: !isFresh && (earlier.isLate || isConnectionLate(before, savedAt, now)),
    isDirectoryStale,
    unmatched: unmatched ?? earlier.unmatched,
  }
  const hadTrouble = earlier.attention !== null || earlier.isLate
  const hasTrouble = after.attention !== null || after.isLate
  const events: ConnectionEvent[] = []
  if (attention !== null && attention !== earlier.attention) events.push({ kind: 'needs_attention', code: attention })
  if (hadTrouble && !hasTrouble) events.push({ kind: 'recovered' })
  if (after.hasData && !earlier.hasData) events.push({ kind: 'first_data' })
  if (after.isLate && !earlier.isLate) events.push({ kind: 'no_fresh_day' })
  if (isDirectoryStale && !earlier.isDirectoryStale) events.push({ kind: 'directory_stale' })
  if ((after.unmatched ?? 0) > (earlier.unmatched ?? 0)) events.push({ kind: 'more_unmatched' })
  return { events, after }
}

const initialState: AnnouncedState = {
  attention: null,
  hasData: false,
  newestDay: null,
  newestDayAt: 0,
  isLate: false,
  isDirectoryStale: false,
  unmatched: null,
}
