import type { EmployeeStatsResponse, StatDefinition } from '@windmill/claude-core'
import { computeCountedValue, formatNumber, getProductLabel, listDayCounts } from '@windmill/claude-core/internal'
import { getStatText, getUnitText } from '../format/get-stat-text.ts'
import type { DaysFigure, DaysFigureLanguage } from './days-figure.ts'
import { describeDay, describeSource } from './describe-day.ts'
import { formatStatValue } from './format-stat-value.ts'

/** Describes a stat as a figure that is counted from days: a sum of one count, or a rate of two. */
export const createStatFigure = (
  language: DaysFigureLanguage,
  stat: StatDefinition,
  { stats, coverage }: EmployeeStatsResponse,
): DaysFigure => {
  const { t, locale } = language
  const name = getStatText(language, stat, 'shortLabel')
  const label = `${getProductLabel(language, stat.product)}: ${name}`
  const rateHeaders = [t('days.accepted'), t('days.proposed')]
  const formatCount = (count: number | null) => (count === null ? '–' : formatNumber(locale, count))
  return {
    name,
    fileName: stat.id.replace(/\W/g, '-'),
    explanation: t(stat.kind === 'ratio' ? 'days.ratio' : 'days.sum'),
    headers: stat.kind === 'ratio' ? rateHeaders : [name],
    fileHeaders:
      stat.kind === 'ratio'
        ? rateHeaders.map((header) => `${label}, ${header}`)
        : [`${label} (${getUnitText(language, stat.unit)})`],
    listCounts: (day) => listDayCounts(stat, day),
    formatCount,
    describeSums: (sums) => {
      if (stat.kind === 'sum') return ''
      const [accepted = null, proposed = null] = sums
      const rate = formatStatValue(language, stat, computeCountedValue(stat, sums), false)
      return t('days.quotient', { accepted: formatCount(accepted), proposed: formatCount(proposed), rate })
    },
    sources: [{ header: t('days.source'), describe: (day) => describeSource(language, day, stat) }],
    hasVaryingSources: stat.kind === 'sum' && stat.source !== undefined,
    describeState: (day) =>
      describeDay(language, day, coverage.archivedOn, {
        isUnknown: day.unknown.includes(stat.id),
        isLowerBound: day.partial.includes(stat.id),
      }),
    isSumOf: (sums, key) => computeCountedValue(stat, sums) === stats[stat.id][key],
  }
}
