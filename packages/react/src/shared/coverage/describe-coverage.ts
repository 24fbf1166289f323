import {
  addDays,
  assessComparison,
  type ComparisonInput,
  countUnservedDays,
  firstServedDay,
} from '@windmill/claude-core'
import type { StatsDetailsText } from '../../texts/en/stats-details.ts'
import { formatDays, joinDays } from '../format/format-days.ts'
import { formatPeriod } from '../format/format-period.ts'
import { formatDay } from '../format/formatters.ts'
import type { Words } from '../format/use-texts.ts'

export interface CoverageNotes {
  readonly sentences: readonly string[]
  /** All missing days, if they are too many for a sentence; null otherwise. */
  readonly missing: string | null
}

/** Maximum runs of missing days that the sentence itself names. */
const maxNamedRuns = 3

/**
 * Describes which days a response lacks and what that means for the comparison.
 *
 * @param isReading Whether the history is still being read.
 */
export const describeCoverage = (
  { t, locale }: Words<StatsDetailsText>,
  response: ComparisonInput,
  isReading: boolean,
): CoverageNotes => {
  const { period, coverage } = response
  const { missing, latestDay } = coverage
  const comparison = assessComparison(response)
  const areNamed = joinDays(missing).length <= maxNamedRuns
  const days = formatDays(locale, missing, period.to)
  const sentences = [
    countUnservedDays(response) > 0 &&
      latestDay &&
      t('coverage.unpublished', {
        days: formatPeriod(locale, { from: addDays(latestDay, 1), to: period.to }, period.to),
      }),
    missing.length > 0 &&
      t(isReading ? 'coverage.reading' : areNamed ? 'coverage.missing' : 'coverage.missingMany', {
        count: missing.length,
        days,
      }),
    comparison.kind === 'uneven' && t('coverage.uneven', { read: comparison.readDays, all: comparison.totalDays }),
    comparison.kind === 'withheld' &&
      {
        no_records: t('coverage.noRecords', { day: formatDay(locale, firstServedDay, true) }),
        previous_incomplete: t('coverage.noPrevious'),
        too_few_days: t('coverage.tooFew'),
      }[comparison.reason],
  ].filter((sentence) => typeof sentence === 'string')
  return { sentences, missing: missing.length > 0 && (isReading || !areNamed) ? days : null }
}
