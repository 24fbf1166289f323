import { addDays, type Day, dayAt, firstServedDay, maxDay } from '@windmill/claude-core'
import { isProvisional } from '@windmill/claude-core/internal'
import type { EpochMilliseconds, LedgerEntry } from '../storage/adapter.ts'
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
/** Maximum time from a failed attempt to the next one. */
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
  const plan: Record<ReadReason, PlannedDay[]> = { new: [], failed: [], provisional: [], backfill: [], report: [] }

  const oldest = findOldestServedDay(ledger)
  for (let day = latestDay; day >= oldest; day = addDays(day, -1)) {
    const entry = entries.get(day)
    const reason = findReadReason(day, entry, { newestReadDay, latestDay, now })
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
  if (!entry?.read || entry.isGone || entry.failure) return false
  const { day, read } = entry
  if (isProvisional({ day, latestDay: read.latestDay })) return false
  return listReports(day).some(
    (report) => availableReports.includes(report) && (read[report] === 'users' || read[report] === 'kept'),
  )
}

/**
 * Finds the oldest day worth requesting. A single refused day may be a fault. Two refused days in a row mark the start
 * of the API's history, and no day before them is requested. While no day was ever read, ten days that are refused as
 * too recent have the same effect.
 */
export const findOldestServedDay = (ledger: readonly LedgerEntry[]): Day =>
  [findNewestRefusedPair(ledger.filter(isRefused)), findUnservedCutoff(ledger)].reduce<Day>(
    (latest, day) => (day ? maxDay(latest, day) : latest),
    firstServedDay,
  )

/** Finds the newest two consecutive days, and returns the older of them. */
const findNewestRefusedPair = (entries: readonly LedgerEntry[]): Day | undefined => {
  const days = entries.map(({ day }) => day).toSorted()
  return days.findLast((day, index) => days[index + 1] === addDays(day, 1))
}

/** Maximum days by which one endpoint may be behind the others. */
const maxDaysBehind = 10

/**
 * When no day was ever read and `maxDaysBehind` days were refused as too recent, older days are unlikely to be served
 * either. Finds the oldest of the newest such days.
 */
const findUnservedCutoff = (ledger: readonly LedgerEntry[]): Day | undefined => {
  if (ledger.some(({ read }) => read)) return undefined
  const unserved = ledger.filter(({ failure }) => failure?.code === 'day_too_recent').map(({ day }) => day)
  return unserved.toSorted().at(-maxDaysBehind)
}

/** Refusals in a row after which a day counts as gone. The retries take some hours. */
export const maxRefusals = 3
/**
 * The same for a day that was never read and has no refused neighbor. The retries take about three days, because a
 * history hardly ever has holes.
 */
export const maxIsolatedRefusals = 8
/**
 * The same for a day that was read before, and is now refused as too recent. The retries take about a month, since a
 * report or the whole API may only be behind.
 */
export const maxRefusalsOnceRead = 30

/** Whether the API refused the latest attempt at a day that was never read or is gone. */
export const isRefused = (entry: LedgerEntry | undefined): boolean =>
  entry?.failure?.code === 'request_rejected' && (entry.isGone || !entry.read)

const findReadReason = (
  day: Day,
  entry: LedgerEntry | undefined,
  { newestReadDay, latestDay, now }: { newestReadDay: Day | null; latestDay: Day; now: EpochMilliseconds },
): ReadReason | null => {
  if (entry?.isGone) return null
  if (entry?.failure) return isDue(entry.failure, now) ? 'failed' : null
  if (!entry?.read) return newestReadDay !== null && day > newestReadDay ? 'new' : 'backfill'
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
