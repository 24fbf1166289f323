import {
  type Bucket,
  type Day,
  type EmployeeStatsResponse,
  listDays,
  type Period,
  type StatDefinition,
} from '@windmill/claude-core'
import { formatNumber, formatValue, splitIntoBuckets } from '@windmill/claude-core/internal'
import type { ChartText } from '../../texts/en/chart.ts'
import type { StatsPanelText } from '../../texts/en/stats-panel.ts'
import { chooseAxisLabels } from '../chart/choose-axis-labels.ts'
import type { ChartPoint, ChartProps } from '../chart/props.ts'
import { computeCountScale, rateScale } from '../chart/scale.ts'
import { formatPeriod } from '../format/format-period.ts'
import { formatDay, formatMonth, formatWeekday } from '../format/formatters.ts'
import { getStatText, getUnitText } from '../format/get-stat-text.ts'
import type { Language } from '../format/use-texts.ts'
import { buildTrend, describeTrend } from './trend.ts'

type ChartLanguage = Language<ChartText | StatsPanelText>

/** Builds the props of the chart of one stat's trend. */
export const buildStatChart = (
  language: ChartLanguage,
  stat: StatDefinition,
  response: EmployeeStatsResponse,
): ChartProps => {
  const { t, locale } = language
  const { period, bucket } = response
  const points = buildPoints(language, stat, response)
  const title = t('chart.title', { stat: getStatText(language, stat, 'label'), bucket: t(`chart.${bucket}`) })
  const values = points.flatMap(({ value }) => value ?? [])
  const scale = stat.kind === 'ratio' ? rateScale : computeCountScale(Math.max(0, ...values))
  const bucketStarts = splitIntoBuckets(period, bucket).map(({ from }) => from)
  return {
    title,
    summary: [
      describeTrend(language, stat, response.stats[stat.id].series, response),
      points.some(({ text }) => text === t('value.nothingProposed')) && t('chart.nothingProposed'),
    ]
      .filter(Boolean)
      .join(' '),
    points,
    scale,
    formatTick: (tick) =>
      stat.kind === 'ratio'
        ? formatValue(locale, stat, tick)
        : formatNumber(locale, tick, scale.top < 10_000 ? {} : { notation: 'compact' }),
    axisLabels: chooseAxisLabels(bucketStarts, bucket).map((index) => ({
      index,
      label: formatAxisLabel(locale, bucketStarts[index] ?? period.from, bucket),
    })),
    headers: [t('chart.when'), getStatText(language, stat, 'shortLabel')],
    hasArea: stat.kind !== 'ratio',
  }
}

const buildPoints = (
  language: ChartLanguage,
  stat: StatDefinition,
  response: EmployeeStatsResponse,
): readonly ChartPoint[] => {
  const { t, locale } = language
  const { period, bucket, coverage, stats } = response
  const missingDays = new Set(coverage.missing)
  const trend = buildTrend(stat, stats[stat.id].series, response)
  return splitIntoBuckets(period, bucket).map((bucketPeriod, index) => {
    const { value = null, isProvisional = false, isSkipped = false } = trend[index] ?? {}
    const days = listDays(bucketPeriod)
    const missingCount = days.filter((day) => missingDays.has(day)).length
    const hasLeft = coverage.archivedOn !== null && bucketPeriod.from > coverage.archivedOn
    const isUnpublished = !hasLeft && coverage.latestDay !== null && bucketPeriod.from > coverage.latestDay
    const isMissing = missingCount === days.length || isUnpublished
    const notes = [
      value !== null && missingCount > 0 && t('chart.lacks', { count: missingCount }),
      value !== null && isProvisional && t('chart.provisional'),
    ]
    return {
      value,
      isProvisional,
      isSkipped,
      isMissing,
      label: formatBucket(locale, bucketPeriod, bucket, period.to),
      text:
        value !== null
          ? formatWithUnit(language, stat, value)
          : isUnpublished
            ? t('chart.unpublished')
            : t(hasLeft ? 'chart.left' : isMissing ? 'chart.missing' : explainNull(stat, response, index)),
      note: notes.filter(Boolean).join(', '),
    }
  })
}

/** Returns the key of the text that explains why a read bucket has no value. */
const explainNull = (stat: StatDefinition, { stats }: EmployeeStatsResponse, index: number): StatsPanelText =>
  stat.kind === 'ratio' && stats['code.edits_accepted'].series[index]?.value === 0
    ? 'value.nothingProposed'
    : 'value.notReported'

const formatWithUnit = (language: ChartLanguage, stat: StatDefinition, value: number) => {
  const formatted = formatValue(language.locale, stat, value)
  return stat.unit === '%'
    ? formatted
    : language.t('chart.value', { value: formatted, unit: getUnitText(language, stat.unit, value) })
}

const formatBucket = (locale: string, period: Period, bucket: Bucket, contextDay: Day) =>
  bucket === 'day' ? formatWeekday(locale, period.from) : formatPeriod(locale, period, contextDay)

const formatAxisLabel = (locale: string, start: Day, bucket: Bucket) =>
  bucket === 'month' ? formatMonth(locale, start) : formatDay(locale, start)
