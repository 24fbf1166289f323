import { type ClaudeUserId, type CounterId, type Counters, counterIds, type Day } from '@windmill/claude-core'
import { mapCounters } from '@windmill/claude-core/internal'
import type { LedgerEntry } from '../src/storage/adapter.ts'
import { reportCounterIds } from '../src/sync/preserve-report-counts.ts'

/** The stored counts of a read day, and the counts that the API has for the day. */
export interface FinalDay {
  readonly day: Day
  readonly read: NonNullable<LedgerEntry['read']>
  readonly stored: ReadonlyMap<ClaudeUserId, Counters>
  readonly truth: ReadonlyMap<ClaudeUserId, Counters>
  /** Whether any read of the day had malformed rows. */
  readonly hadMalformedRows: boolean
  /** Whether the latest read of the day had malformed rows. */
  readonly hasMalformedRows: boolean
  /** Whether Claude revised the day after it had settled. */
  readonly isRevisedLate: boolean
}

const zeroCounters: Counters = mapCounters(() => 0)

/**
 * Lists the counters of a day that differ from the truth, unless malformed rows or a late revision explain the
 * difference.
 */
export const findWrongCounts = ({
  day,
  read,
  stored,
  truth,
  hadMalformedRows,
  hasMalformedRows,
  isRevisedLate,
}: FinalDay): string[] => {
  // The counts of a report that lost rows are a lower bound.
  const isLowerBound = (counter: CounterId): boolean => {
    if (counter === 'skill_invocations') return hadMalformedRows && read.skills === 'final'
    return counter === 'connector_invocations' && hadMalformedRows && read.connectors === 'final'
  }
  /** Whether a higher count from before a late revision may be stored, because no read returned the whole report. */
  const mayBeEarlierCount = (counter: CounterId): boolean =>
    isRevisedLate &&
    (['skills', 'connectors'] as const).some(
      (report) => reportCounterIds[report] === counter && (read[report] === 'final' || read[report] === 'kept'),
    )
  /** Whether only the lost rows of a report listed a Claude user. Then no row is stored, which counts as zero. */
  const isOnlyInLostRows = (counters: Counters): boolean =>
    counterIds.some((counter) => counters[counter] !== 0) &&
    counterIds.every((counter) => counters[counter] === 0 || isLowerBound(counter))

  return [...truth].flatMap(([id, expectedCounters]) => {
    const row = stored.get(id) ?? (isOnlyInLostRows(expectedCounters) ? zeroCounters : undefined)
    return counterIds.flatMap((counter) => {
      const [actual, expected] = [row?.[counter], expectedCounters[counter]]
      if (actual === null && hadMalformedRows) return []
      // After malformed rows, the count can be that of an earlier read. The recorder checks that the API served this
      // count at some time.
      if (actual !== undefined && hasMalformedRows && stored.has(id)) return []
      if (actual != null && expected !== null && actual < expected && isLowerBound(counter)) return []
      if (actual != null && expected !== null && actual > expected && mayBeEarlierCount(counter)) return []
      // A row without an id can belong to anyone, so a Claude user without a stored row is unknown, not zero.
      if (actual === undefined && read.unattributedRows > 0) return []
      return actual === expected ? [] : [`${day} ${id} ${counter} is ${actual}, not ${expected}`]
    })
  })
}
