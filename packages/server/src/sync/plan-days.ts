import { addDays, type Day, dayAt, firstServedDay } from '@windmill/claude-core'
import { isProvisional } from '@windmill/claude-core/internal'
import type { EpochMilliseconds, LedgerEntry } from '../storage/adapter.ts'
import { findUnservedDays, isRefused, type UnservedDays } from './find-unserved-days.ts'
import { listReports, type Report } from './read-day.ts'

/** Why a day is read. `report` means that it was read without a report that now has counts. */
export type ReadReason = 'new' | 'failed' | 'provisional' | 'backfill' | 'report'

export interface PlannedDay {
  readonly day: Day
  readonly reason: ReadReason
}

export interface PlanInput {
  readonly ledger: readonly LedgerEntry[]
  /** The newest day that the API serves. */
  readonly latestDay: Day
  readonly now: EpochMilliseconds
  /** Reports that have given counts in this run. `@default []` */
  readonly availableReports?: readonly Report[]
}

/** Maximum time after which a provisional day is read again, even if the API has not moved on to a new day. */
const maxProvisionalAgeMs = 36 * 3_600_000
/** Maximum time from a failed attempt to the next one. Below a day, so that hourly runs make one attempt a day. */
export const maxBackoffMs: number = 0.9 * 24 * 3_600_000
/** Maximum difference between the clocks of two servers. A later time comes from a clock that was set back since. */
const maxClockDifferenceMs = 3_600_000

/**
 * Lists the days to read, in this order: days newer than the newest read day, failed days that are due, days that may
 * have been revised, the backfill, and days that a report can improve. Each group starts with its newest day, so that
 * useful numbers arrive within seconds.
 */
export const planDays = ({ ledger, latestDay, now, availableReports = [] }: PlanInput): PlannedDay[] => {
  const entries = new Map(ledger.map((entry) => [entry.day, entry]))
  const newestReadDay = ledger.reduce<Day | null>(
    (newest, { day, read }) => (read && (!newest || day > newest) ? day : newest),
    null,
  )
  const unserved = findUnservedDays(ledger, latestDay)
  const sample = findClosedSample(unserved, entries, now)
  const plan: Record<ReadReason, PlannedDay[]> = { new: [], failed: [], provisional: [], backfill: [], report: [] }

  for (let day = latestDay; day >= firstServedDay; day = addDays(day, -1)) {
    const entry = entries.get(day)
    const isWanted = day === sample || unserved.reopened.has(day)
    const reason = findReadReason(day, entry, { newestReadDay, latestDay, now, unserved, isWanted })
    if (reason) plan[reason].push({ day, reason })
    else if (canReportImprove(entry, availableReports)) plan.report.push({ day, reason: 'report' })
  }
  return [...plan.new, ...plan.failed, ...plan.provisional, ...plan.backfill, ...plan.report]
}

/**
 * Whether a report that is available now can improve a settled day: the day lacks the report, and the report was not
 * read for the settled day before.
 */
const canReportImprove = (entry: LedgerEntry | undefined, availableReports: readonly Report[]): boolean => {
  if (!entry?.read || entry.failure) return false
  const { day, read } = entry
  if (isProvisional({ day, latestDay: read.latestDay })) return false
  return listReports(day).some(
    (report) => availableReports.includes(report) && (read[report] === 'users' || read[report] === 'kept'),
  )
}

/**
 * Picks one of the days behind a border about once a day: the newest that was never requested, otherwise the one whose
 * attempt is the longest ago. So a border of days that stay refused does not hide the served days behind it.
 */
const findClosedSample = (
  { closed }: UnservedDays,
  entries: ReadonlyMap<Day, LedgerEntry>,
  now: EpochMilliseconds,
): Day | null => {
  const attempts = [...closed].sort().map((day) => ({ day, at: entries.get(day)?.failure?.at ?? null }))
  if (attempts.some(({ at }) => at !== null && Math.abs(now - at) < maxBackoffMs)) return null
  const newest = attempts.findLast(({ at }) => at === null)
  const oldest = attempts.reduce<(typeof attempts)[number] | null>(
    (first, next) => (first && Number(first.at) <= Number(next.at) ? first : next),
    null,
  )
  return (newest ?? oldest)?.day ?? null
}

interface PlanState {
  readonly newestReadDay: Day | null
  readonly latestDay: Day
  readonly now: EpochMilliseconds
  readonly unserved: UnservedDays
  /** Whether to request the day although it is behind a border or its next attempt is later. */
  readonly isWanted: boolean
}

const findReadReason = (
  day: Day,
  entry: LedgerEntry | undefined,
  { newestReadDay, latestDay, now, unserved, isWanted }: PlanState,
): ReadReason | null => {
  if (entry?.failure) {
    const isHidden = isRefused(entry) && unserved.closed.has(day)
    return isWanted || (!isHidden && isDue(entry.failure, now)) ? 'failed' : null
  }
  if (!entry?.read) {
    if (unserved.closed.has(day) && !isWanted) return null
    return newestReadDay !== null && day > newestReadDay ? 'new' : 'backfill'
  }
  const { at, latestDay: latestDayThen } = entry.read
  if (!isProvisional({ day, latestDay: latestDayThen })) return null
  // The API revises figures when it moves on to a new day, so one read per UTC date is enough.
  const hasMovedOn = latestDay > latestDayThen && dayAt(now) > dayAt(at)
  const isFromWrongClock = at - now > maxClockDifferenceMs
  return hasMovedOn || isFromWrongClock || now - at >= maxProvisionalAgeMs ? 'provisional' : null
}

/** Whether a failed day is due. A longer wait than the maximum comes from a clock that was set back since. */
const isDue = ({ dueAt }: NonNullable<LedgerEntry['failure']>, now: EpochMilliseconds): boolean =>
  dueAt <= now || dueAt - now > maxBackoffMs
