import { addDays, type Day, dayAt, listDays, type Period, provisionalDays } from '@windmill/claude-core'
import { isProvisional } from '@windmill/claude-core/internal'
import type { EpochMilliseconds, LedgerEntry } from '../storage/adapter.ts'
import { findFirstDay } from './find-first-day.ts'
import { findUnservedDays, isRefused, type UnservedDays } from './find-unserved-days.ts'
import { listReports, type Report } from './read-day.ts'

/**
 * Why a day is read. `report` means that the day was read without a report that now has counts. `check` means that
 * figures of its month differ from Claude's totals.
 */
export type ReadReason = 'new' | 'failed' | 'provisional' | 'backfill' | 'report' | 'check'

export interface PlannedDay {
  readonly day: Day
  readonly reason: ReadReason
}

export interface PlanInput {
  readonly ledger: readonly LedgerEntry[]
  /** The newest day that the API serves. */
  readonly latestDay: Day
  /** The account's first kept day. Earlier days are not read. Null if every day is kept. `@default null` */
  readonly keptFrom?: Day | null
  readonly now: EpochMilliseconds
  /** Reports that have given counts in this run. `@default []` */
  readonly availableReports?: readonly Report[]
  /**
   * A check needs the days of `period` again that were last read before `since`. Null if no check needs days. `@default
   * null`
   */
  readonly reread?: { readonly period: Period; readonly since: EpochMilliseconds } | null
}

/** Maximum time after which a provisional day is read again, even if the API has not moved on to a new day. */
const maxProvisionalAgeMs = 36 * 3_600_000
/** Maximum time from a failed attempt to the next one. Below a day, so that hourly runs make one attempt a day. */
export const maxBackoffMs: number = 0.9 * 24 * 3_600_000
/** Maximum difference between the clocks of two servers. A later time comes from a clock that was set back since. */
const maxClockDifferenceMs = 3_600_000

/**
 * Lists the days to read, in this order: days newer than the newest read day, failed days that are due, days that may
 * have been revised, the backfill, days that a report can improve, and days that a check needs again. Each group starts
 * with its newest day, so that useful numbers arrive within seconds.
 */
export const planDays = ({
  ledger,
  latestDay,
  keptFrom = null,
  now,
  availableReports = [],
  reread = null,
}: PlanInput): PlannedDay[] => {
  const entries = new Map(ledger.map((entry) => [entry.day, entry]))
  const newestReadDay = ledger.reduce<Day | null>(
    (newest, { day, read }) => (read && (!newest || day > newest) ? day : newest),
    null,
  )
  const unserved = findUnservedDays(ledger, latestDay, keptFrom)
  const repeatedlyRefused = findRepeatedlyRefused(ledger, latestDay, unserved)
  const samples = [unserved.closed, repeatedlyRefused].map((days) => pickSample(days, entries, now))
  const plan: Record<ReadReason, PlannedDay[]> = {
    new: [],
    failed: [],
    provisional: [],
    backfill: [],
    report: [],
    check: [],
  }

  for (const day of listDays({ from: findFirstDay(keptFrom), to: latestDay }).toReversed()) {
    const entry = entries.get(day)
    const isWanted = samples.includes(day) || unserved.reopened.has(day)
    const isSampled = unserved.closed.has(day) || repeatedlyRefused.has(day)
    const reason = findReadReason(day, entry, { newestReadDay, latestDay, now, isWanted, isSampled })
    if (reason) plan[reason].push({ day, reason })
    else if (canReportImprove(entry, availableReports)) plan.report.push({ day, reason: 'report' })
    else if (
      reread &&
      isInPeriod(day, reread.period) &&
      entry?.read &&
      !entry.failure &&
      entry.read.at < reread.since
    ) {
      plan.check.push({ day, reason: 'check' })
    }
  }
  return [...plan.new, ...plan.failed, ...plan.provisional, ...plan.backfill, ...plan.report, ...plan.check]
}

const isInPeriod = (day: Day, { from, to }: Period): boolean => day >= from && day <= to

/**
 * Whether a report that is available now can improve a settled day: the day lacks the report, and the report was not
 * yet read completely for the settled day.
 */
const canReportImprove = (entry: LedgerEntry | undefined, availableReports: readonly Report[]): boolean => {
  if (!entry?.read || entry.failure) return false
  const { day, read } = entry
  const lacksReport = listReports(day).some(
    (report) => availableReports.includes(report) && read[report] !== 'report' && read[report] !== 'final',
  )
  return lacksReport && !isProvisional({ day, latestDay: read.latestDay })
}

/**
 * Finds the days that stay refused although they are not behind a border: days that were read before, and holes of the
 * history. Any number of days can be refused for good, so they are sampled. Days that may have been revised, and the
 * border at the start of the history, have attempts of their own, because there are few of them.
 */
const findRepeatedlyRefused = (
  ledger: readonly LedgerEntry[],
  latestDay: Day,
  { closed, through }: UnservedDays,
): ReadonlySet<Day> => {
  const newestSettledDay = addDays(latestDay, -provisionalDays)
  const isSampled = (entry: LedgerEntry) =>
    isRefused(entry) && entry.failure.dueAt - entry.failure.at >= maxBackoffMs && entry.day <= newestSettledDay
  return new Set(
    ledger.filter((entry) => isSampled(entry) && entry.day !== through && !closed.has(entry.day)).map(({ day }) => day),
  )
}

/**
 * Picks one of the days about once a day: the newest that was never requested, otherwise the one with the oldest
 * attempt. So days that stay refused do not hide served ones. When the picked day is served, the next one is picked at
 * once.
 */
const pickSample = (
  days: ReadonlySet<Day>,
  entries: ReadonlyMap<Day, LedgerEntry>,
  now: EpochMilliseconds,
): Day | null => {
  const attempts = [...days].sort().map((day) => ({ day, at: entries.get(day)?.failure?.at ?? null }))
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
  /** Whether to request the day although it is sampled or its next attempt is later. */
  readonly isWanted: boolean
  /** Whether the day is requested only when it is picked as the sample of its group. */
  readonly isSampled: boolean
}

const findReadReason = (
  day: Day,
  entry: LedgerEntry | undefined,
  { newestReadDay, latestDay, now, isWanted, isSampled }: PlanState,
): ReadReason | null => {
  if (entry?.failure) {
    const isHidden = isRefused(entry) && isSampled
    return isWanted || (!isHidden && isDue(entry.failure, now)) ? 'failed' : null
  }
  if (!entry?.read) {
    if (isSampled && !isWanted) return null
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
