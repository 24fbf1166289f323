import { addDays, daysBetween, firstDay, type GroupCoverage, lengthInDays, type Period } from '@windmill/claude-core'

/** Figures of someone or of a group, as far as it matters what they rest on. */
export interface Covered {
  readonly period: Period
  readonly previous: Period
  readonly coverage: GroupCoverage
}

/** How a period can be compared with the one before it. */
export type Comparison =
  | { readonly kind: 'fair' }
  /** Fewer days now than before, but few enough of them: said, and compared. */
  | { readonly kind: 'uneven'; readonly read: number; readonly all: number }
  | { readonly kind: 'withheld'; readonly why: 'no_records' | 'previous_incomplete' | 'too_few_days' }

/** Above this share of days that are not there, a change says more about the days than about the person. */
const tolerated = 0.1

export const comparisonOf = (response: Covered): Comparison => {
  const { period, previous, coverage } = response
  if (previous.from < firstDay) return { kind: 'withheld', why: 'no_records' }
  if (coverage.previousMissing.length > 0) return { kind: 'withheld', why: 'previous_incomplete' }
  const all = lengthInDays(period)
  const absent = coverage.missing.length + unpublishedDays(response)
  if (absent === 0) return { kind: 'fair' }
  return absent / all > tolerated
    ? { kind: 'withheld', why: 'too_few_days' }
    : { kind: 'uneven', read: all - absent, all }
}

/** How many days at the period's end Claude does not serve yet. */
export const unpublishedDays = ({ period, coverage: { latestDay } }: Covered): number =>
  latestDay === null || period.to <= latestDay
    ? 0
    : Math.min(lengthInDays(period), daysBetween(addDays(latestDay, 1), period.to) + 1)
