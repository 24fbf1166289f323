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

interface DayQuality {
  /** Whether nothing is known, although the day was read. */
  readonly isUnknown: boolean
  /** Whether the counts may be higher. */
  readonly isLowerBound: boolean
}

/** Describes the counts of one day: whether they may still change or are incomplete, or why there are none. */
export const describeDay = (
  { t }: DaysLanguage,
  { day, status, counters }: EmployeeDay,
  archivedOn: Day | null,
  { isUnknown, isLowerBound }: DayQuality,
): string => {
  if (status === 'not_employed') return t(archivedOn !== null && day > archivedOn ? 'chart.left' : 'chart.notStarted')
  return [counters && isUnknown && t('value.notReported'), isLowerBound && t('days.lowerBound'), t(statusTexts[status])]
    .filter(Boolean)
    .join(', ')
}

/** Names the report that a stat's count on one day comes from. Empty if the day was not read. */
export const describeSource = ({ t }: DaysLanguage, { sources }: EmployeeDay, stat: StatDefinition): string =>
  sources ? t(`days.source.${stat.kind === 'sum' && stat.source ? sources[stat.source] : 'users'}`) : ''
