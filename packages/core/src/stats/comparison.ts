import { addDays, daysBetween } from '../time/day.ts'
import { countDays, type Period } from '../time/period.ts'
import type { PeriodCoverage } from './coverage.ts'
import { firstServedDay } from './coverage.ts'

/** An answer about a period and the one before, of one person or of many. */
export interface Covered {
  readonly period: Period
  readonly previous: Period
  readonly coverage: PeriodCoverage
}

/** How a period can be compared with the one before it. */
export type Comparison =
  | { readonly kind: 'fair' }
  /** Fewer days now than before, but few enough of them: said, and compared. */
  | { readonly kind: 'uneven'; readonly read: number; readonly all: number }
  | { readonly kind: 'withheld'; readonly why: 'no_records' | 'previous_incomplete' | 'too_few_days' }

/** Above this share of days that are not there, a change says more about the days than about the person. */
const tolerated = 0.1

/** Whether a period's figures may be compared with those of the period before. The one rule for all widgets. */
export const assessComparison = (response: Covered): Comparison => {
  const { period, previous, coverage } = response
  if (previous.from < firstServedDay) return { kind: 'withheld', why: 'no_records' }
  if (coverage.previousMissing.length > 0) return { kind: 'withheld', why: 'previous_incomplete' }
  const all = countDays(period)
  const read = readDays(response)
  if (read === all) return { kind: 'fair' }
  return all - read > tolerated * all ? { kind: 'withheld', why: 'too_few_days' } : { kind: 'uneven', read, all }
}

/** Of how many of a period's days the figures are: all but those missing, not published yet, or after the archived date. */
const readDays = ({ period, coverage: { through, missing } }: Covered): number =>
  through === null ? 0 : daysBetween(period.from, through) + 1 - missing.filter((day) => day < through).length

/** How many days at the period's end Claude does not serve yet. */
export const countUnpublishedDays = ({ period, coverage: { latestDay } }: Covered): number =>
  latestDay === null || period.to <= latestDay
    ? 0
    : Math.min(countDays(period), daysBetween(addDays(latestDay, 1), period.to) + 1)
