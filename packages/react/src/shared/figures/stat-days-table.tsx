import type { Day, EmployeeDay, Period, StatDefinition } from '@windmill/claude-core'
import {
  computeCountedValue,
  formatNumber,
  listDayCounts,
  type StatCounts,
  sumDayCounts,
} from '@windmill/claude-core/internal'
import type { ReactNode } from 'react'
import type { StatsDetailsText } from '../../texts/en/stats-details.ts'
import { formatDayInContext, formatPeriod } from '../format/format-period.ts'
import { formatDay } from '../format/formatters.ts'
import { getStatText } from '../format/get-stat-text.ts'
import type { Language } from '../format/use-texts.ts'
import { ScrollableTable } from '../ui/scrollable-table.tsx'
import { TableHead } from '../ui/table-head.tsx'
import { type DaysLanguage, describeDay, describeSource } from './describe-day.ts'
import { formatStatValue } from './format-stat-value.ts'

interface StatDaysTableProps {
  readonly language: DaysLanguage & Language<StatsDetailsText>
  readonly stat: StatDefinition
  readonly period: Period
  /** Oldest first. */
  readonly days: readonly EmployeeDay[]
  /** The last compared day, if newer days follow it. Null otherwise. */
  readonly comparedTo: Day | null
  /** The day on which the employee left. Null if they are still employed. */
  readonly archivedOn: Day | null
}

/** The days behind a figure as a table, newest first, with the figure as their sum at the foot. */
export const StatDaysTable = (props: StatDaysTableProps): ReactNode => {
  const { language, stat, period, days, comparedTo, archivedOn } = props
  const { t, locale } = language
  const statLabel = getStatText(language, stat, 'shortLabel')
  const hasSource = stat.kind === 'sum' && stat.source !== undefined
  const countHeaders = stat.kind === 'ratio' ? [t('days.accepted'), t('days.proposed')] : [statLabel]
  const headers = [
    t('table.day'),
    ...countHeaders,
    t('days.readOn'),
    ...(hasSource ? [t('days.source')] : []),
    t('days.state'),
  ]
  const formatCount = (count: number | null) => (count === null ? '–' : formatNumber(locale, count))
  const describeQuotient = (counts: StatCounts) => {
    const [accepted = null, proposed = null] = counts
    const rate = formatStatValue(language, stat, computeCountedValue(stat, counts), false)
    return t('days.quotient', { accepted: formatCount(accepted), proposed: formatCount(proposed), rate })
  }
  const renderSum = (label: string, summedDays: readonly EmployeeDay[]) => {
    const counts = sumDayCounts(stat, summedDays)
    return (
      <tr>
        <th scope="row">{label}</th>
        {counts.map((count, index) => (
          <td key={countHeaders[index]}>{formatCount(count)}</td>
        ))}
        <td colSpan={headers.length - 1 - counts.length}>{stat.kind === 'ratio' && describeQuotient(counts)}</td>
      </tr>
    )
  }
  return (
    <ScrollableTable
      label={t('days.caption', { stat: statLabel, period: formatPeriod(locale, period, period.to) })}
      className="claude-Chart-table"
    >
      <TableHead headers={headers} />
      <tbody>
        {days.toReversed().map((day) => (
          <tr key={day.day}>
            <th scope="row">{formatDayInContext(locale, day.day, period.to)}</th>
            {listDayCounts(stat, day).map((count, index) => (
              <td key={countHeaders[index]}>{formatCount(count)}</td>
            ))}
            <td>{day.readAt ? formatDayInContext(locale, day.readAt.slice(0, 10) as Day, period.to) : '–'}</td>
            {hasSource && <td>{describeSource(language, stat, day) || '–'}</td>}
            <td>{describeDay(language, stat, day, archivedOn)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        {renderSum(t('days.total'), days)}
        {comparedTo !== null &&
          renderSum(
            t('table.compared', { day: formatDay(locale, comparedTo) }),
            days.filter(({ day }) => day <= comparedTo),
          )}
      </tfoot>
    </ScrollableTable>
  )
}
