import type { EmployeeDay } from '@windmill/claude-core'
import { byteOrderMark, formatCsvLine } from '@windmill/claude-core/internal'
import type { DaysFigure, DaysFigureLanguage } from './days-figure.ts'

/**
 * Builds the days behind a figure as CSV, with one line per day, oldest first. A figure is the sum of its column. A rate
 * is the sum of its first column divided by the sum of its second column. Unknown counts are empty.
 */
export const buildDaysCsv = (
  { t, locale }: DaysFigureLanguage,
  figure: DaysFigure,
  days: readonly EmployeeDay[],
): string => {
  const headers = [
    t('table.day'),
    ...figure.fileHeaders,
    t('days.readAt'),
    ...figure.sources.map(({ header }) => header),
    t('days.state'),
  ]
  const lines = days.map((day) => [
    day.day,
    ...figure.listCounts(day),
    day.readAt?.slice(0, 16).replace('T', ' ') ?? '',
    ...figure.sources.map(({ describe }) => describe(day)),
    figure.describeState(day),
  ])
  return byteOrderMark + [headers, ...lines].map((line) => formatCsvLine(line, locale)).join('')
}
