import { addDays, daysBetween } from '../time/day.ts'
import { countDays, type Period } from '../time/period.ts'
import type { PeriodCoverage } from './coverage.ts'
import { firstServedDay } from './coverage.ts'

/** The part of a stats response that says what its figures rest on. Employee, team and adoption responses have it. */
export interface ComparisonInput {
  readonly period: Period
  readonly previous: Period
  readonly coverage: PeriodCoverage
}

/** Whether and how a period can be compared with the previous one. */
export type Comparison =
  /** Every day of both periods was read. */
  | { readonly kind: 'fair' }
  /** At most 10 % of the period's days were not read: `readDays` of `totalDays` were. Compare, and say so. */
  | { readonly kind: 'uneven'; readonly readDays: number; readonly totalDays: number }
  /**
   * Do not compare. `no_records`: the previous period begins before `firstServedDay`. `previous_incomplete`: a day of the
   * previous period was not read. `too_few_days`: more than 10 % of the period's days were not read.
   */
  | { readonly kind: 'withheld'; readonly reason: 'no_records' | 'previous_incomplete' | 'too_few_days' }

/** Maximum share of unread days. Above it, a change reflects the missing days more than the person's usage. */
const maxUnreadShare = 0.1

/** Decides whether a period may be compared with the previous one. All widgets use this rule. */
export const assessComparison = (response: ComparisonInput): Comparison => {
  const { period, previous, coverage } = response
  if (previous.from < firstServedDay) return { kind: 'withheld', reason: 'no_records' }
  if (coverage.previousMissing.length > 0) return { kind: 'withheld', reason: 'previous_incomplete' }
  const totalDays = countDays(period)
  const readDays = countReadDays(response)
  if (readDays === totalDays) return { kind: 'fair' }
  return totalDays - readDays > maxUnreadShare * totalDays
    ? { kind: 'withheld', reason: 'too_few_days' }
    : { kind: 'uneven', readDays, totalDays }
}

/** Counts the days behind a period's figures: without days that are missing, not yet served, or after the archived date. */
const countReadDays = ({ period, coverage: { through, missing } }: ComparisonInput): number =>
  through === null ? 0 : daysBetween(period.from, through) + 1 - missing.filter((day) => day < through).length

/** Counts the days at the end of the period that Claude does not serve yet. 0 while the latest day is unknown. */
export const countUnservedDays = ({ period, coverage: { latestDay } }: ComparisonInput): number =>
  latestDay === null || period.to <= latestDay
    ? 0
    : Math.min(countDays(period), daysBetween(addDays(latestDay, 1), period.to) + 1)
