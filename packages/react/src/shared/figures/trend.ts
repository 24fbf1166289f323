import type { Bucket, ComparisonInput, SeriesPoint, StatDefinition } from '@windmill/claude-core'
import type { ChartText } from '../../texts/en/chart.ts'
import { describeExtremes } from '../chart/describe-extremes.ts'
import { isBucketProvisional } from '../coverage/is-bucket-provisional.ts'
import { formatPeriod } from '../format/format-period.ts'
import { statText } from '../format/stat-texts.ts'
import type { Words } from '../format/use-texts.ts'
import type { SparkPoint } from '../ui/spark-path.ts'

/** Builds the points of a trend from a stat's series. */
export const buildTrend = (
  series: readonly SeriesPoint[],
  response: Pick<ComparisonInput, 'period' | 'coverage'>,
): readonly SparkPoint[] =>
  series.map(({ value }, index) => ({ value, provisional: isBucketProvisional(series, index, response) }))

/** Returns the value at the upper edge of a trend: 1 for a rate, otherwise the highest value. */
export const findTrendMax = (stat: StatDefinition, series: readonly SeriesPoint[]): number =>
  stat.kind === 'ratio' ? 1 : Math.max(1, ...series.map(({ value }) => value ?? 0))

/** Describes a trend in words: the stat, the period, the highest and lowest values and the number of gaps. */
export const describeTrend = (
  words: Words<ChartText>,
  stat: StatDefinition,
  series: readonly SeriesPoint[],
  response: Pick<ComparisonInput, 'period'> & { readonly bucket: Bucket },
): string => {
  const { t, locale } = words
  const { period, bucket } = response
  const values = series.map(({ value }) => value)
  const gaps = values.filter((value) => value === null).length
  return [
    t('chart.name', {
      stat: statText(words, stat, 'label'),
      bucket: t(`chart.${bucket}`),
      period: formatPeriod(locale, period, period.to),
    }),
    describeExtremes(words, stat, values, response),
    gaps > 0 && gaps < values.length && t('chart.gaps', { count: gaps }),
  ]
    .filter(Boolean)
    .join(' ')
}
