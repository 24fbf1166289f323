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
import { countScale, shareScale } from '../chart/scale.ts'
import { formatPeriod } from '../format/format-period.ts'
import { formatDay, formatMonth, formatWeekday } from '../format/formatters.ts'
import { statText, unitText } from '../format/stat-texts.ts'
import type { Words } from '../format/use-texts.ts'
import { buildTrend, describeTrend } from './trend.ts'

type ChartWords = Words<ChartText | StatsPanelText>

/** Builds the chart of one stat's trend. */
export const buildStatChart = (
  words: ChartWords,
  stat: StatDefinition,
  response: EmployeeStatsResponse,
): ChartProps => {
  const { t, locale } = words
  const { period, bucket } = response
  const points = buildPoints(words, stat, response)
  const title = t('chart.title', { stat: statText(words, stat, 'label'), bucket: t(`chart.${bucket}`) })
  const values = points.flatMap(({ value }) => value ?? [])
  const scale = stat.kind === 'ratio' ? shareScale : countScale(Math.max(0, ...values))
  const starts = splitIntoBuckets(period, bucket).map(({ from }) => from)
  return {
    title,
    summary: [
      describeTrend(words, stat, response.stats[stat.id].series, response),
      points.some(({ text }) => text === t('value.nothingProposed')) && t('chart.nothingProposed'),
    ]
      .filter(Boolean)
      .join(' '),
    points,
    scale,
    format: (tick) =>
      stat.kind === 'ratio'
        ? formatValue(locale, stat, tick)
        : formatNumber(locale, tick, scale.top < 10_000 ? {} : { notation: 'compact' }),
    axis: chooseAxisLabels(starts, bucket).map((index) => ({
      index,
      label: formatAxisLabel(locale, starts[index] ?? period.from, bucket),
    })),
    headers: [t('chart.when'), statText(words, stat, 'shortLabel')],
    hasArea: stat.kind !== 'ratio',
  }
}

const buildPoints = (
  words: ChartWords,
  stat: StatDefinition,
  response: EmployeeStatsResponse,
): readonly ChartPoint[] => {
  const { t, locale } = words
  const { period, bucket, coverage, stats } = response
  const missingDays = new Set(coverage.missing)
  const trend = buildTrend(stats[stat.id].series, response)
  return splitIntoBuckets(period, bucket).map((bucketPeriod, index) => {
    const { value = null, provisional = false } = trend[index] ?? {}
    const days = listDays(bucketPeriod)
    const missingCount = days.filter((day) => missingDays.has(day)).length
    const isUnpublished = coverage.latestDay !== null && bucketPeriod.from > coverage.latestDay
    const isMissing = missingCount === days.length || isUnpublished
    const notes = [
      value !== null && missingCount > 0 && t('chart.lacks', { count: missingCount }),
      value !== null && provisional && t('chart.provisional'),
    ]
    return {
      value,
      provisional,
      missing: isMissing,
      label: formatBucket(locale, bucketPeriod, bucket, period.to),
      text:
        value !== null
          ? formatWithUnit(words, stat, value)
          : isUnpublished
            ? t('chart.unpublished')
            : t(isMissing ? 'chart.missing' : explainNull(stat, response, index)),
      note: notes.filter(Boolean).join(', '),
    }
  })
}

/** Returns the text key of the reason why a read bucket has no value. */
const explainNull = (stat: StatDefinition, { stats }: EmployeeStatsResponse, index: number): StatsPanelText =>
  stat.kind === 'ratio' && stats['code.edits_accepted'].series[index]?.value === 0
    ? 'value.nothingProposed'
    : 'value.notReported'

const formatWithUnit = (words: ChartWords, stat: StatDefinition, value: number) => {
  const formatted = formatValue(words.locale, stat, value)
  return stat.unit === '%'
    ? formatted
    : words.t('chart.value', { value: formatted, unit: unitText(words, stat.unit, value) })
}

const formatBucket = (locale: string, period: Period, bucket: Bucket, today: Day) =>
  bucket === 'day' ? formatWeekday(locale, period.from) : formatPeriod(locale, period, today)

const formatAxisLabel = (locale: string, start: Day, bucket: Bucket) =>
  bucket === 'month' ? formatMonth(locale, start) : formatDay(locale, start)
