import type { EmployeeStatsResponse, StatDefinition } from '@windmill/claude-core'
import type { ChartText } from '../../texts/en/chart.ts'
import { describeExtremes } from '../chart/describe-extremes.ts'
import { computeRateScale, type ScaleRange } from '../chart/scale.ts'
import { buildTrendPoints, type Trend } from '../chart/trend.ts'
import { formatPeriod } from '../format/format-period.ts'
import { getStatText } from '../format/get-stat-text.ts'
import type { Language } from '../format/use-texts.ts'

/** Returns the trend of a stat. A rate has a point per week where other stats have a point per day. */
export const getStatTrend = (
  stat: Pick<StatDefinition, 'id'>,
  { period, bucket, coverage, stats }: EmployeeStatsResponse,
): Trend => {
  const { series, weeks } = stats[stat.id]
  return { period, coverage, ...(weeks ? { series: weeks, bucket: 'week' } : { series, bucket }) }
}

/**
 * Computes the scale of a chart without an axis. The scale of a rate covers only the part of 0% to 100% that the rate
 * uses. The scale of a count starts at zero.
 */
export const computeTrendScale = (
  stat: Pick<StatDefinition, 'kind'>,
  values: readonly (number | null)[],
): ScaleRange => {
  const knownValues = values.filter((value) => value !== null)
  if (stat.kind === 'ratio') return computeRateScale(knownValues)
  return { bottom: 0, top: knownValues.reduce((max, value) => Math.max(max, value), 1) }
}

/**
 * Describes a trend: the stat, the period, the highest and lowest values, and the number of gaps from the employee's
 * first to last day.
 */
export const describeTrend = (language: Language<ChartText>, stat: StatDefinition, trend: Trend): string => {
  const { t, locale } = language
  const { period, bucket, coverage, series } = trend
  const [firstDay, lastDay] = [coverage.startedOn ?? period.from, coverage.archivedOn ?? period.to]
  const isGap = ({ value, isMissing }: { readonly value: number | null; readonly isMissing: boolean }) =>
    value === null && (isMissing || stat.kind === 'sum')
  const gapCount = buildTrendPoints(trend).filter((point, index) => {
    const start = series[index]?.start ?? firstDay
    return isGap(point) && start >= firstDay && start <= lastDay
  }).length
  return [
    t('chart.name', {
      stat: getStatText(language, stat, 'label'),
      bucket: t(`chart.${bucket}`),
      period: formatPeriod(locale, period, period.to),
    }),
    describeExtremes(language, stat, trend),
    gapCount > 0 && gapCount < series.length && t('chart.gaps', { count: gapCount }),
  ]
    .filter(Boolean)
    .join(' ')
}
