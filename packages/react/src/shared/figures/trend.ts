import type { Bucket, ComparisonInput, SeriesPoint, StatDefinition } from '@windmill/claude-core'
import type { ChartText } from '../../texts/en/chart.ts'
import { describeExtremes } from '../chart/describe-extremes.ts'
import { isBucketProvisional } from '../coverage/is-bucket-provisional.ts'
import { formatPeriod } from '../format/format-period.ts'
import { getStatText } from '../format/get-stat-text.ts'
import type { Language } from '../format/use-texts.ts'
import type { SparkPoint } from '../ui/build-spark-paths.ts'

/** Builds the points of a trend from a stat's series. */
export const buildTrend = (
  series: readonly SeriesPoint[],
  response: Pick<ComparisonInput, 'period' | 'coverage'>,
): readonly SparkPoint[] =>
  series.map(({ value }, index) => ({ value, isProvisional: isBucketProvisional(series, index, response) }))

/** Returns the value at the upper edge of a trend: 1 for a rate, otherwise the highest value, but at least 1. */
export const findTrendMax = (stat: StatDefinition, series: readonly SeriesPoint[]): number =>
  stat.kind === 'ratio' ? 1 : Math.max(1, ...series.map(({ value }) => value ?? 0))

/** Describes a trend: the stat, the period, the highest and lowest values, and the number of gaps. */
export const describeTrend = (
  language: Language<ChartText>,
  stat: StatDefinition,
  series: readonly SeriesPoint[],
  response: Pick<ComparisonInput, 'period'> & { readonly bucket: Bucket },
): string => {
  const { t, locale } = language
  const { period, bucket } = response
  const values = series.map(({ value }) => value)
  const gapCount = values.filter((value) => value === null).length
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
