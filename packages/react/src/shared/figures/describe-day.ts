import type { Day, DayStatus, EmployeeDay, StatDefinition } from '@windmill/claude-core'
import type { ChartText } from '../../texts/en/chart.ts'
import type { StatDaysText } from '../../texts/en/stat-days.ts'
import type { StatsPanelText } from '../../texts/en/stats-panel.ts'
import type { Language } from '../format/use-texts.ts'

/** The language of the days behind a figure. */
export type DaysLanguage = Language<StatDaysText | StatsPanelText | ChartText>

const statusTexts: Record<Exclude<DayStatus, 'not_employed'>, StatDaysText | ChartText> = {
  settled: 'days.settled',
  provisional: 'chart.provisional',
  missing: 'chart.missing',
  not_served: 'days.notServed',
  not_published: 'chart.unpublished',
  not_kept: 'days.notKept',
}

/** Describes a stat's count on one day: whether it may still change or is incomplete, or why there is no count. */
export const describeDay = (
  { t }: DaysLanguage,
  stat: StatDefinition,
  { day, status, counters, partial, unknown }: EmployeeDay,
  archivedOn: Day | null,
): string => {
  if (status === 'not_employed') return t(archivedOn !== null && day > archivedOn ? 'chart.left' : 'chart.notStarted')
  return [
    counters && unknown.includes(stat.id) && t('value.notReported'),
    partial.includes(stat.id) && t('days.lowerBound'),
    t(statusTexts[status]),
  ]
    .filter(Boolean)
    .join(', ')
}

/** Names the report that the stat's count on one day comes from. Empty if the day was not read. */
export const describeSource = ({ t }: DaysLanguage, stat: StatDefinition, { sources }: EmployeeDay): string =>
  sources ? t(`days.source.${stat.kind === 'sum' && stat.source ? sources[stat.source] : 'users'}`) : ''
