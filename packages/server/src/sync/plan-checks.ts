import { addDays, type Day, dayAt, daysBetween, listDays, type Period, provisionalDays } from '@windmill/claude-core'
import { isProvisional, splitIntoBuckets } from '@windmill/claude-core/internal'
import type { EpochMilliseconds, LedgerEntry, MonthCheck } from '../storage/adapter.ts'
import { findFirstDay } from './find-first-day.ts'

/** Input of `planChecks`. */
export interface CheckPlanInput {
  readonly ledger: ReadonlyMap<Day, LedgerEntry>
  readonly checks: readonly MonthCheck[]
  /** The newest day that the API serves. */
  readonly latestDay: Day
  /** The account's first kept day. Null if every day is kept. */
  readonly keptFrom: Day | null
  readonly now: EpochMilliseconds
  /** When somebody last asked for a check of every month. Null if nobody did. */
  readonly requestedAt: EpochMilliseconds | null
}

/** Length of the longest quarter, in days. */
const quarterDays = 92
const dayMs = 86_400_000
/** Maximum difference between the clocks of two servers. A later time comes from a clock that was set back since. */
const maxClockDifferenceMs = 3_600_000

/**
 * Lists the months to check against Claude's totals, newest first. All days of such a month are kept, read and settled.
 * A month is due if it was never checked, if its check is unfinished, or if somebody asked for checks since. A month
 * that was first checked soon after it settled is checked again a quarter later.
 */
export const planChecks = ({ ledger, checks, latestDay, keptFrom, now, requestedAt }: CheckPlanInput): Period[] => {
  const checksByMonth = new Map(checks.map((check) => [check.month, check]))
  const isRequested = (at: EpochMilliseconds) =>
    requestedAt !== null && requestedAt > at && requestedAt - now <= maxClockDifferenceMs
  const isDue = (month: Period): boolean => {
    const check = checksByMonth.get(month.from)
    if (!check?.finished || check.pending) return true
    const { at, firstAt, count } = check.finished
    if (isRequested(at)) return true
    const wasRecent = daysBetween(month.to, dayAt(firstAt)) <= quarterDays + provisionalDays
    return count === 1 && wasRecent && now - at >= quarterDays * dayMs
  }
  return listWholeMonths(findFirstDay(keptFrom), latestDay)
    .filter((month) => isDue(month) && listDays(month).every((day) => isSettled(ledger.get(day))))
    .toReversed()
}

/** Lists the calendar months that are completely within a period. */
const listWholeMonths = (from: Day, to: Day): Period[] =>
  from > to
    ? []
    : splitIntoBuckets({ from, to }, 'month').filter(
        (month) => month.from.endsWith('-01') && addDays(month.to, 1).endsWith('-01'),
      )

/** Whether a day is read and settled, and no failed attempt is left to repeat. */
const isSettled = (entry: LedgerEntry | undefined): boolean =>
  entry?.read != null && entry.failure === null && !isProvisional({ day: entry.day, latestDay: entry.read.latestDay })

/**
 * Returns the time after which a day must be read to count as read again. A time that is far ahead comes from a clock
 * that was set back since. The current time replaces it, because no reading would be late enough.
 */
export const clampRepairSince = (since: EpochMilliseconds, now: EpochMilliseconds): EpochMilliseconds =>
  since - now > maxClockDifferenceMs ? now : since
