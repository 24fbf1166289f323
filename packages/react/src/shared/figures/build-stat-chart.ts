import { type EmployeeStatsResponse, listDays, type Period, type StatDefinition } from '@windmill/claude-core'
import { formatNumber, formatValue } from '@windmill/claude-core/internal'
import type { ChartText } from '../../texts/en/chart.ts'
import type { StatsPanelText } from '../../texts/en/stats-panel.ts'
import { buildAxisLabels, describeBucket } from '../chart/describe-bucket.ts'
import type { ChartPoint, ChartProps } from '../chart/props.ts'
import { computeCountScale, computeRateScale } from '../chart/scale.ts'
import { buildTrendPoints, type Trend } from '../chart/trend.ts'
import { getBucketEnd } from '../coverage/get-bucket-end.ts'
import { getStatText, getUnitText } from '../format/get-stat-text.ts'
import type { Language } from '../format/use-texts.ts'
import { describeTrend, getStatTrend } from './stat-trend.ts'

type ChartLanguage = Language<ChartText | StatsPanelText>

/** Builds the props of the chart of one stat's trend. */
export const buildStatChart = (
  language: ChartLanguage,
  stat: StatDefinition,
  response: EmployeeStatsResponse,
): ChartProps => {
  const { t, locale } = language
  const trend = getStatTrend(stat, response)
  const points = buildPoints(language, stat, trend, response)
  const isRate = stat.kind === 'ratio'
  const values = points.flatMap(({ value }) => value ?? [])
  const scale = isRate ? computeRateScale(values) : computeCountScale(Math.max(0, ...values))
  return {
    title: t('chart.title', { stat: getStatText(language, stat, 'label'), bucket: t(`chart.${trend.bucket}`) }),
    summary: [
      describeTrend(language, stat, trend),
      points.some(({ text }) => text === t('value.nothingProposed')) && t('chart.nothingProposed'),
    ]
      .filter(Boolean)
      .join(' '),
    points,
    scale,
    formatTick: (tick) =>
      isRate
        ? formatValue(locale, stat, tick)
        : formatNumber(locale, tick, scale.top < 10_000 ? {} : { notation: 'compact' }),
    axisLabels: buildAxisLabels(
      locale,
      trend.series.map(({ start }) => start),
      trend.bucket,
    ),
    headers: [t('chart.when'), getStatText(language, stat, 'shortLabel')],
    isRate,
  }
}

const buildPoints = (
  language: ChartLanguage,
  stat: StatDefinition,
  trend: Trend,
  response: EmployeeStatsResponse,
): readonly ChartPoint[] => {
  const { t, locale } = language
  const { period, bucket, coverage, series } = trend
  const missingDays = new Set(coverage.missing)
  return buildTrendPoints(trend).map((point, index) => {
    const { value, isProvisional, isMissing } = point
    const days = { from: series[index]?.start ?? period.from, to: getBucketEnd(series, index, period) }
    const missingCount = listDays(days).filter((day) => missingDays.has(day)).length
    const notes = [
      value !== null && missingCount > 0 && t('chart.lacks', { count: missingCount }),
      value !== null && isProvisional && t('chart.provisional'),
    ]
    return {
      ...point,
      label: describeBucket(locale, days, bucket, period.to),
      text: value === null ? t(explainNull(stat, days, isMissing, response)) : formatWithUnit(language, stat, value),
      note: notes.filter(Boolean).join(', '),
    }
  })
}

/** Returns the key of the text that explains why a point has no value. */
const explainNull = (
  stat: StatDefinition,
  { from, to }: Period,
  isMissing: boolean,
  { stats, coverage: { startedOn, archivedOn, latestDay } }: EmployeeStatsResponse,
): ChartText | StatsPanelText => {
  if (startedOn !== null && to < startedOn) return 'chart.notStarted'
  if (archivedOn !== null && from > archivedOn) return 'chart.left'
  if (latestDay !== null && from > latestDay) return 'chart.unpublished'
  if (isMissing) return 'chart.missing'
  const accepted = stats['code.edits_accepted'].series.filter(({ start }) => start >= from && start <= to)
  return stat.kind === 'ratio' && accepted.some(({ value }) => value === 0)
    ? 'value.nothingProposed'
    : 'value.notReported'
}

const formatWithUnit = (language: ChartLanguage, stat: StatDefinition, value: number) => {
  const formatted = formatValue(language.locale, stat, value)
  return stat.unit === '%'
    ? formatted
    : language.t('chart.value', { value: formatted, unit: getUnitText(language, stat.unit, value) })
}
