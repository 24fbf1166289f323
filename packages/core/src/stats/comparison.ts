import { addDays, daysBetween } from '../time/day.ts'
import { countDays, type Period } from '../time/period.ts'
import type { PeriodCoverage } from './coverage.ts'
import { firstServedDay } from './coverage.ts'

/** The fields of a response that the comparison depends on. Employee, team and adoption responses have them. */
export interface ComparisonInput {
  readonly period: Period
  readonly previous: Period
  readonly coverage: PeriodCoverage
}

/** Whether and how a period can be compared with the previous one. */
export type Comparison =
  /** Every day of both periods was read. */
  | { readonly kind: 'fair' }
  /**
   * Every day of the previous period and at least 90% of the days of this one were read. Compare, and show `readDays`
   * and `totalDays`.
   */
  | { readonly kind: 'uneven'; readonly readDays: number; readonly totalDays: number }
  /**
   * Do not compare. The reason is the first of these that applies:
   *
   * - `no_records`: the previous period begins before `firstServedDay`.
   * - `not_kept`: the previous period begins before the first kept day.
   * - `previous_incomplete`: a day of the previous period was not read.
   * - `too_few_days`: more than 10% of the days of this period were not read.
   */
  | { readonly kind: 'withheld'; readonly reason: 'no_records' | 'not_kept' | 'previous_incomplete' | 'too_few_days' }

/** Maximum share of unread days, from 0 to 1. Above it, a change reflects the unread days more than the usage. */
const maxUnreadShare = 0.1

/** Decides whether a period may be compared with the previous one. All widgets use this rule. */
export const assessComparison = (response: ComparisonInput): Comparison => {
  const { period, previous, coverage } = response
  if (previous.from < firstServedDay) return { kind: 'withheld', reason: 'no_records' }
  if (coverage.keptFrom !== null && previous.from < coverage.keptFrom) return { kind: 'withheld', reason: 'not_kept' }
  if (coverage.previousMissing.length > 0) return { kind: 'withheld', reason: 'previous_incomplete' }
  const totalDays = countDays(period)
  const readDays = countReadDays(response)
  if (readDays === totalDays) return { kind: 'fair' }
  return totalDays - readDays > maxUnreadShare * totalDays
    ? { kind: 'withheld', reason: 'too_few_days' }
    : { kind: 'uneven', readDays, totalDays }
}

/** Counts the read days of the period. No day after `through` was read. */
const countReadDays = ({ period, coverage: { through, missing } }: ComparisonInput): number =>
  through === null ? 0 : daysBetween(period.from, through) + 1 - missing.filter((day) => day < through).length

/** Counts the days of the period that Claude does not serve yet. Returns 0 while the latest day is unknown. */
export const countUnservedDays = ({ period, coverage: { latestDay } }: ComparisonInput): number =>
  latestDay === null || period.to <= latestDay
    ? 0
    : Math.min(countDays(period), daysBetween(addDays(latestDay, 1), period.to) + 1)
