import { type Day, dayAt } from '@windmill/claude-core'
import { isProvisional } from '@windmill/claude-core/internal'
import type { EpochMilliseconds, LedgerEntry } from '../src/storage/adapter.ts'
import { isRefused } from '../src/sync/find-unserved-days.ts'

/** Observes which days are read while nothing is disturbed, and why each read was needed. */
export interface ReadObserver {
  /** Observes a read of a day. `entryBefore` is the day's ledger entry before the read. */
  readonly observe: (day: Day, entryBefore: LedgerEntry | undefined, now: EpochMilliseconds) => void
  /** Forgets the reads so far, except those for a report: a day is read for a report only once. */
  readonly clear: () => void
  /** Lists the reads without a reason, for days before `oldestProvisionalDay`. */
  readonly findReadsOfSettledDays: (oldestProvisionalDay: Day) => string[]
}

/**
 * Creates an observer. A day is read for one of three reasons:
 *
 * - The day may have been revised since its last read. One read per UTC date is enough.
 * - The last attempt at the day failed. The next success removes the failure.
 * - The day was settled at its last read, and lacks a report. The new read shows whether the report has counts of the
 *   day.
 *
 * A retry of a failed day may happen while the reports are not requested, so it does not count as a read for a report.
 * @param failures - Gets a line for each day that was read twice on one UTC date, or twice for the same report.
 */
export const createReadObserver = (failures: string[]): ReadObserver => {
  /** The reads for a possible revision or after a failure. Each is a text with the day and the UTC date of the read. */
  let reads = new Set<string>()
  /**
   * The reads of refused days. Only one of these days is requested per UTC date, so a day may settle before its read.
   */
  const readsAfterRefusal = new Set<string>()
  /** Days that were read again because a report was missing, with their previous sources. */
  const readsForReport = new Set<string>()
  return {
    observe(day, entryBefore, now) {
      const isForReport = entryBefore?.read && canGainReport(day, entryBefore.read)
      if (isForReport && entryBefore.failure === null) {
        const { skills, connectors } = entryBefore.read
        const key = `${day} with skills from ${skills}, connectors from ${connectors}`
        if (readsForReport.has(key)) failures.push(`${key} was read again for a report that it does not have`)
        readsForReport.add(key)
        return
      }
      const key = `${day} on ${dayAt(now)}`
      if (reads.has(key)) failures.push(`${key} was read twice`)
      reads.add(key)
      const wasSettled = entryBefore?.read && !isProvisional({ day, latestDay: entryBefore.read.latestDay })
      if (isRefused(entryBefore) && (isForReport || !wasSettled)) readsAfterRefusal.add(key)
    },
    clear() {
      reads = new Set()
    },
    findReadsOfSettledDays: (oldestProvisionalDay) =>
      [...reads]
        .filter((read) => read < oldestProvisionalDay && !readsAfterRefusal.has(read))
        .map((read) => `${read} was read again, although it is settled`),
  }
}

/** Whether a day was settled when it was read, and lacks a report, so that it may be read again for the report. */
const canGainReport = (day: Day, { latestDay, skills, connectors }: NonNullable<LedgerEntry['read']>): boolean =>
  !isProvisional({ day, latestDay }) && [skills, connectors].some((source) => source !== 'report' && source !== 'final')
