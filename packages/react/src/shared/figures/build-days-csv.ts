import type { Day, EmployeeDay, StatDefinition } from '@windmill/claude-core'
import { byteOrderMark, formatCsvLine, getProductLabel, listDayCounts } from '@windmill/claude-core/internal'
import type { StatsDetailsText } from '../../texts/en/stats-details.ts'
import { getStatText, getUnitText } from '../format/get-stat-text.ts'
import type { Language } from '../format/use-texts.ts'
import { type DaysLanguage, describeDay, describeSource } from './describe-day.ts'

interface DaysCsvOptions {
  readonly language: DaysLanguage & Language<StatsDetailsText>
  readonly stat: StatDefinition
  /** Oldest first. */
  readonly days: readonly EmployeeDay[]
  /** The day on which the employee left. Null if they are still employed. */
  readonly archivedOn: Day | null
}

/**
 * Builds the days behind a figure as CSV, with one line per day. A figure is the sum of its column. A rate is the sum
 * of its first column divided by the sum of its second column. Unknown counts are empty.
 */
export const buildDaysCsv = ({ language, stat, days, archivedOn }: DaysCsvOptions): string => {
  const { t, locale } = language
  const label = `${getProductLabel(language, stat.product)}: ${getStatText(language, stat, 'shortLabel')}`
  const headers = [
    t('table.day'),
    ...(stat.kind === 'ratio'
      ? [`${label}, ${t('days.accepted')}`, `${label}, ${t('days.proposed')}`]
      : [`${label} (${getUnitText(language, stat.unit)})`]),
    t('days.readAt'),
    t('days.source'),
    t('days.state'),
  ]
  const lines = days.map((day) => [
    day.day,
    ...listDayCounts(stat, day),
    day.readAt?.slice(0, 16).replace('T', ' ') ?? '',
    describeSource(language, stat, day),
    describeDay(language, stat, day, archivedOn),
  ])
  return byteOrderMark + [headers, ...lines].map((line) => formatCsvLine(line, locale)).join('')
}
