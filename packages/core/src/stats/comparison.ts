import { addDays, type Day, daysBetween, maxDay, minDay } from '../time/day.ts'
import { countDays, type Period } from '../time/period.ts'
import type { PeriodCoverage } from './coverage.ts'
import { firstServedDay } from './coverage.ts'

/** The fields of a response that the comparison depends on. Employee, team and adoption responses have them. */
export interface ComparisonInput {
  readonly period: Period
  /** The settled part of the period. Null if no day of it is settled. By default, the whole period. */
  readonly compared?: Period | null | undefined
  /** The days that `compared` is compared with. */
  readonly previous: Period
  readonly coverage: PeriodCoverage & {
    /** The first day of employment, in the response about one employee. Null if it is not known. `@default` null */
    readonly startedOn?: Day | null
    /**
     * The day on which the employee left, in the response about one employee. Null if they are still employed.
     * `@default` null
     */
    readonly archivedOn?: Day | null
  }
}

/** Whether and how the settled days of a period can be compared with `previous`. */
export type Comparison =
  /** Every day of both was read. */
  | { readonly kind: 'fair' }
  /**
   * Every day of `previous` and at least 90% of the compared days were read. Compare, and show `readDays` and
   * `totalDays`.
   */
  | { readonly kind: 'uneven'; readonly readDays: number; readonly totalDays: number }
  /**
   * Do not compare. The reason is the first of these that applies:
   *
   * - `no_records`: `previous` begins before `firstServedDay`.
   * - `not_kept`: `previous` begins before the first kept day.
   * - `started`: the employee started after `previous` began.
   * - `not_settled`: Claude may still revise every read day of this period.
   * - `left`: the employee left so early that more than 10% of the compared days are after their last day.
   * - `previous_incomplete`: a day of `previous` was not read.
   * - `too_few_days`: more than 10% of the compared days were not read.
   */
  | {
      readonly kind: 'withheld'
      readonly reason:
        | 'no_records'
        | 'not_kept'
        | 'started'
        | 'not_settled'
        | 'left'
        | 'previous_incomplete'
        | 'too_few_days'
    }

/** Maximum share of unread days, from 0 to 1. Above it, a change reflects the unread days more than the usage. */
const maxUnreadShare = 0.1

/** Decides whether the settled days of a period may be compared with `previous`. All widgets use this rule. */
export const assessComparison = (response: ComparisonInput): Comparison => {
  const { previous, coverage } = response
  const compared = getComparedDays(response)
  if (previous.from < firstServedDay) return { kind: 'withheld', reason: 'no_records' }
  if (coverage.keptFrom !== null && previous.from < coverage.keptFrom) return { kind: 'withheld', reason: 'not_kept' }
  if (coverage.startedOn && coverage.startedOn > previous.from) return { kind: 'withheld', reason: 'started' }
  if (response.compared === null && coverage.through !== null) return { kind: 'withheld', reason: 'not_settled' }
  const comparedDays = { period: compared, coverage }
  const totalDays = countDays(compared)
  const isTooFew = (days: number) => totalDays - days > maxUnreadShare * totalDays
  if (isTooFew(daysBetween(compared.from, getLastEmployedDay(comparedDays)) + 1)) {
    return { kind: 'withheld', reason: 'left' }
  }
  if (coverage.previousMissing.length > 0) return { kind: 'withheld', reason: 'previous_incomplete' }
  const readDays = countReadDays(comparedDays)
  if (readDays === totalDays) return { kind: 'fair' }
  return isTooFew(readDays) ? { kind: 'withheld', reason: 'too_few_days' } : { kind: 'uneven', readDays, totalDays }
}

/** Returns the days that are compared with `previous`. */
export const getComparedDays = ({ period, compared }: Pick<ComparisonInput, 'period' | 'compared'>): Period =>
  compared ?? period

/** Counts the read days of the period on which the employee was employed. No day after `through` was read. */
export const countReadDays = (response: Pick<ComparisonInput, 'period' | 'coverage'>): number => {
  const { period, coverage } = response
  if (coverage.through === null) return 0
  const from = [firstServedDay, coverage.keptFrom, coverage.startedOn].reduce<Day>(
    (first, day) => maxDay(first, day ?? first),
    period.from,
  )
  const to = minDay(getLastEmployedDay(response), coverage.through)
  const missingDays = coverage.missing.filter((day) => day >= from && day <= to)
  return Math.max(0, daysBetween(from, to) + 1 - missingDays.length)
}

/**
 * Counts the days of the period that Claude does not serve yet, without days after the employee left. Returns 0 while
 * the latest day is unknown.
 */
export const countUnservedDays = (response: Pick<ComparisonInput, 'period' | 'coverage'>): number => {
  const { period, coverage } = response
  if (coverage.latestDay === null) return 0
  const from = maxDay(period.from, addDays(coverage.latestDay, 1))
  return Math.max(0, daysBetween(from, getLastEmployedDay(response)) + 1)
}

/** Returns the last day of the period, or the earlier day on which the employee left. */
const getLastEmployedDay = ({ period, coverage }: Pick<ComparisonInput, 'period' | 'coverage'>): Day =>
  minDay(period.to, coverage.archivedOn ?? period.to)
