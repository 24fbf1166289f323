import { type Bucket, type Day, listDays, type EmployeeStatsResponse, type Period, type StatDefinition } from '@windmill/claude-core'
import { splitIntoBuckets } from '@windmill/claude-core/internal'
import { axisIndices } from '../chart/axis.ts'
import type { ChartPoint, ChartProps } from '../chart/chart.tsx'
import { countScale, shareScale } from '../chart/scale.ts'
import { formatPeriod } from '../format/days.ts'
import { formatDay, formatMonth, formatNumber, formatWeekday } from '../format/formatters.ts'
import { formatValue } from '../format/values.ts'
import type { ChartText } from '../texts/en-chart.ts'
import type { StatsText } from '../texts/en-stats-panel.ts'
import { statText, unitText } from '../texts/stat-texts.ts'
import type { Words } from '../texts/use-texts.ts'
import { describeTrend, trendOf } from './trend.ts'

type ChartWords = Words<ChartText | StatsText>

/** One stat's trend, as a chart to read from. */
export const statChart = (words: ChartWords, stat: StatDefinition, response: EmployeeStatsResponse): ChartProps => {
  const { t, locale } = words
  const { period, bucket } = response
  const points = pointsOf(words, stat, response)
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
    axis: axisIndices(starts, bucket).map((index) => ({
      index,
      label: axisLabel(locale, starts[index] ?? period.from, bucket),
    })),
    heads: [t('chart.when'), statText(words, stat, 'shortLabel')],
    bare: stat.kind === 'ratio',
  }
}

const pointsOf = (words: ChartWords, stat: StatDefinition, response: EmployeeStatsResponse): readonly ChartPoint[] => {
  const { t, locale } = words
  const { period, bucket, coverage, stats } = response
  const missing = new Set(coverage.missing)
  const trend = trendOf(stats[stat.id].series, response)
  return splitIntoBuckets(period, bucket).map((part, index) => {
    const { value = null, provisional = false } = trend[index] ?? {}
    const days = listDays(part)
    const absent = days.filter((day) => missing.has(day)).length
    const isUnpublished = coverage.latestDay !== null && part.from > coverage.latestDay
    const isMissing = absent === days.length || isUnpublished
    const notes = [
      value !== null && absent > 0 && t('chart.lacks', { count: absent }),
      value !== null && provisional && t('chart.provisional'),
    ]
    return {
      value,
      provisional,
      missing: isMissing,
      label: partLabel(locale, part, bucket, period.to),
      text:
        value !== null
          ? valueWithUnit(words, stat, value)
          : isUnpublished
            ? t('chart.unpublished')
            : t(isMissing ? 'chart.missing' : whyNull(stat, response, index)),
      note: notes.filter(Boolean).join(', '),
    }
  })
}

/** Why a bucket that was read has no value. */
const whyNull = (stat: StatDefinition, { stats }: EmployeeStatsResponse, index: number): StatsText =>
  stat.kind === 'ratio' && stats['code.edits_accepted'].series[index]?.value === 0
    ? 'value.nothingProposed'
    : 'value.notReported'

const valueWithUnit = (words: ChartWords, stat: StatDefinition, value: number) => {
  const shown = formatValue(words.locale, stat, value)
  return stat.unit === '%' ? shown : words.t('chart.value', { value: shown, unit: unitText(words, stat.unit, value) })
}

const partLabel = (locale: string, part: Period, bucket: Bucket, today: Day) =>
  bucket === 'day' ? formatWeekday(locale, part.from) : formatPeriod(locale, part, today)

const axisLabel = (locale: string, start: Day, bucket: Bucket) =>
  bucket === 'month' ? formatMonth(locale, start) : formatDay(locale, start)
