import { addDays, assessComparison, type ComparisonInput, firstServedDay, minDay } from '@windmill/claude-core'
import { countUnservedDays } from '@windmill/claude-core/internal'
import type { StatsDetailsText } from '../../texts/en/stats-details.ts'
import { formatDays, groupConsecutiveDays } from '../format/format-days.ts'
import { formatDayInContext, formatPeriod } from '../format/format-period.ts'
import { formatDay } from '../format/formatters.ts'
import type { Language } from '../format/use-texts.ts'

/** The texts about the days that a response lacks. */
export interface CoverageNotes {
  readonly sentences: readonly string[]
  /** A list of all missing days. Null if no day is missing or a sentence already names them. */
  readonly missingDays: string | null
}

/** Maximum number of periods of consecutive missing days that a sentence names. */
const maxNamedPeriods = 3

/**
 * Describes which days a response lacks, and what that means for the comparison.
 *
 * @param isReadingHistory Whether the history is still being read, so that missing days are expected.
 */
export const describeCoverage = (
  { t, locale }: Language<StatsDetailsText>,
  response: ComparisonInput,
  isReadingHistory: boolean,
): CoverageNotes => {
  const { period, coverage } = response
  const { latestDay, notServed, keptFrom, startedOn, archivedOn } = coverage
  const missing = coverage.missing.filter((day) => !notServed || day > notServed.to)
  const comparison = assessComparison(response)
  const hasNamedDays = groupConsecutiveDays(missing).length <= maxNamedPeriods
  const days = formatDays(locale, missing, period.to)
  const lastDay = minDay(period.to, archivedOn ?? period.to)
  const isStartShown = startedOn && startedOn > period.from
  const sentences = [
    isStartShown && t('coverage.joined', { day: formatDayInContext(locale, startedOn, period.to) }),
    archivedOn &&
      archivedOn < period.to &&
      t('coverage.left', { day: formatDayInContext(locale, archivedOn, period.to) }),
    countUnservedDays(response) > 0 &&
      latestDay &&
      t('coverage.unpublished', {
        days: formatPeriod(locale, { from: addDays(latestDay, 1), to: lastDay }, period.to),
      }),
    notServed && t('coverage.notServed', { days: formatPeriod(locale, notServed, period.to) }),
    missing.length > 0 &&
      t(isReadingHistory ? 'coverage.reading' : hasNamedDays ? 'coverage.missing' : 'coverage.missingMany', {
        count: missing.length,
        days,
      }),
    comparison.kind === 'uneven' && t('coverage.uneven', { read: comparison.readDays, all: comparison.totalDays }),
    comparison.kind === 'withheld' &&
      {
        no_records: t('coverage.noRecords', { day: formatDay(locale, firstServedDay, true) }),
        not_kept: t('coverage.notKept', { day: formatDay(locale, keptFrom ?? firstServedDay, true) }),
        started: !isStartShown && t('coverage.started', { day: formatDay(locale, startedOn ?? period.from, true) }),
        not_settled: t('coverage.notSettled'),
        left: t('coverage.leftEarly'),
        previous_incomplete: t('coverage.noPrevious'),
        too_few_days: t('coverage.tooFew'),
      }[comparison.reason],
  ].filter((sentence) => typeof sentence === 'string')
  return { sentences, missingDays: missing.length > 0 && (isReadingHistory || !hasNamedDays) ? days : null }
}
