import type { Bucket, ComparisonInput, Day, SeriesPoint, StatDefinition } from '@windmill/claude-core'
import { countReadDays } from '@windmill/claude-core/internal'
import type { ChartText } from '../../texts/en/chart.ts'
import { describeExtremes } from '../chart/describe-extremes.ts'
import { isBucketProvisional } from '../coverage/is-bucket-provisional.ts'
import { formatPeriod } from '../format/format-period.ts'
import { getStatText } from '../format/get-stat-text.ts'
import type { Language } from '../format/use-texts.ts'
import type { SparkPoint } from '../ui/build-spark-paths.ts'

/** The fields of a response that a trend depends on. Responses about an employee have them. */
export interface TrendResponse extends Pick<ComparisonInput, 'period' | 'coverage'> {
  readonly bucket: Bucket
}

/**
 * Builds the points of a trend from a stat's series. The line of a rate passes over days that were read but have no
 * proposed edits: a gap there would leave a few scattered dots.
 */
export const buildTrend = (
  stat: Pick<StatDefinition, 'kind'>,
  series: readonly SeriesPoint[],
  response: TrendResponse,
): readonly SparkPoint[] =>
  series.map(({ start, value }, index) => ({
    value,
    isProvisional: isBucketProvisional(series, index, response),
    isSkipped: stat.kind === 'ratio' && response.bucket === 'day' && isRead(start, response),
  }))

const isRead = (day: Day, { coverage }: TrendResponse) =>
  countReadDays({ period: { from: day, to: day }, coverage }) > 0

/** Returns the value at the upper edge of a trend: 1 for a rate, otherwise the highest value, but at least 1. */
export const findTrendMax = (stat: StatDefinition, series: readonly SeriesPoint[]): number =>
  stat.kind === 'ratio' ? 1 : Math.max(1, ...series.map(({ value }) => value ?? 0))

/**
 * Describes a trend: the stat, the period, the highest and lowest values, and the number of gaps before the employee left.
 */
export const describeTrend = (
  language: Language<ChartText>,
  stat: StatDefinition,
  series: readonly SeriesPoint[],
  response: TrendResponse,
): string => {
  const { t, locale } = language
  const { period, bucket, coverage } = response
  const values = series.map(({ value }) => value)
  const lastDay = coverage.archivedOn ?? period.to
  const gapCount = buildTrend(stat, series, response).filter(
    ({ value, isSkipped }, index) => value === null && !isSkipped && (series[index]?.start ?? lastDay) <= lastDay,
  ).length
  return [
    t('chart.name', {
      stat: getStatText(language, stat, 'label'),
      bucket: t(`chart.${bucket}`),
      period: formatPeriod(locale, period, period.to),
    }),
    describeExtremes(language, stat, values, response),
    gapCount > 0 && gapCount < values.length && t('chart.gaps', { count: gapCount }),
  ]
    .filter(Boolean)
    .join(' ')
}
