import { addDays, type Covered, assessComparison, firstServedDay, countUnpublishedDays } from '@windmill/claude-core'
import { formatDays, joinDays } from '../format/day-runs.ts'
import { formatPeriod } from '../format/days.ts'
import { formatDay } from '../format/formatters.ts'
import type { StatsMoreText } from '../texts/en-stats-more.ts'
import type { Words } from '../texts/use-texts.ts'

export interface CoverageNotes {
  readonly sentences: readonly string[]
  /** The missing days, where they are too many for a sentence. */
  readonly missing: string | null
}

/** So many stretches of missing days are named in the sentence itself. */
const namedStretches = 3

/** Which days are not there, and what that means, in words. `isReading` while the history is still being read. */
export const coverageNotes = (
  { t, locale }: Words<StatsMoreText>,
  response: Covered,
  isReading: boolean,
): CoverageNotes => {
  const { period, coverage } = response
  const { missing, latestDay } = coverage
  const comparison = assessComparison(response)
  const areNamed = joinDays(missing).length <= namedStretches
  const days = formatDays(locale, missing, period.to)
  const sentences = [
    countUnpublishedDays(response) > 0 &&
      latestDay &&
      t('coverage.unpublished', {
        days: formatPeriod(locale, { from: addDays(latestDay, 1), to: period.to }, period.to),
      }),
    missing.length > 0 &&
      t(isReading ? 'coverage.reading' : areNamed ? 'coverage.missing' : 'coverage.missingMany', {
        count: missing.length,
        days,
      }),
    comparison.kind === 'uneven' && t('coverage.uneven', { read: comparison.read, all: comparison.all }),
    comparison.kind === 'withheld' &&
      {
        no_records: t('coverage.noRecords', { day: formatDay(locale, firstServedDay, true) }),
        previous_incomplete: t('coverage.noPrevious'),
        too_few_days: t('coverage.tooFew'),
      }[comparison.why],
  ].filter((sentence) => typeof sentence === 'string')
  return { sentences, missing: missing.length > 0 && (isReading || !areNamed) ? days : null }
}
