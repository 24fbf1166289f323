import type { Day, EmployeeDay, Period } from '@windmill/claude-core'
import { formatNumber, sumDayCounts } from '@windmill/claude-core/internal'
import type { ReactNode } from 'react'
import { formatDayInContext, formatPeriod } from '../format/format-period.ts'
import { formatDay } from '../format/formatters.ts'
import { ScrollableTable } from '../ui/scrollable-table.tsx'
import { TableHead } from '../ui/table-head.tsx'
import type { DaysFigure, DaysFigureLanguage } from './days-figure.ts'

interface DaysTableProps {
  readonly language: DaysFigureLanguage
  readonly figure: DaysFigure
  readonly period: Period
  /** Oldest first. */
  readonly days: readonly EmployeeDay[]
  /** The last compared day, if newer days follow it. Null otherwise. */
  readonly comparedTo: Day | null
}

/** The days behind a figure as a table, newest first, with the figure as their sum at the foot. */
export const DaysTable = ({ language, figure, period, days, comparedTo }: DaysTableProps): ReactNode => {
  const { t, locale } = language
  const { headers, listCounts, formatCount, describeSums } = figure
  const sources = figure.hasVaryingSources ? figure.sources : []
  const renderSums = (label: string, summedDays: readonly EmployeeDay[]) => {
    const sums = sumDayCounts(summedDays.map(listCounts))
    return (
      <tr>
        <th scope="row">{label}</th>
        {headers.map((header, index) => (
          <td key={header}>{sums[index] == null ? '–' : formatNumber(locale, sums[index])}</td>
        ))}
        <td colSpan={2 + sources.length}>{describeSums(sums)}</td>
      </tr>
    )
  }
  return (
    <ScrollableTable
      label={t('days.caption', { stat: figure.name, period: formatPeriod(locale, period, period.to) })}
      className="claude-Chart-table"
    >
      <TableHead
        headers={[
          t('table.day'),
          ...headers,
          t('days.readOn'),
          ...sources.map(({ header }) => header),
          t('days.state'),
        ]}
      />
      <tbody>
        {days.toReversed().map((day) => (
          <tr key={day.day}>
            <th scope="row">{formatDayInContext(locale, day.day, period.to)}</th>
            {listCounts(day).map((count, index) => (
              <td key={headers[index]}>{count === null ? '–' : formatCount(count)}</td>
            ))}
            <td>{day.readAt ? formatDayInContext(locale, day.readAt.slice(0, 10) as Day, period.to) : '–'}</td>
            {sources.map(({ header, describe }) => (
              <td key={header}>{describe(day) || '–'}</td>
            ))}
            <td>{figure.describeState(day)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        {renderSums(t('days.total'), days)}
        {comparedTo !== null &&
          renderSums(
            t('table.compared', { day: formatDay(locale, comparedTo) }),
            days.filter(({ day }) => day <= comparedTo),
          )}
      </tfoot>
    </ScrollableTable>
  )
}
