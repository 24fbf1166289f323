import { addDays, type Bucket, type Covered, type SeriesPoint, type StatDefinition } from '@windmill/claude-core'
import { describeExtremes } from '../chart/describe-extremes.ts'
import { formatPeriod } from '../format/days.ts'
import type { ChartText } from '../texts/en-chart.ts'
import { statText } from '../texts/stat-texts.ts'
import type { Words } from '../texts/use-texts.ts'
import type { SparkPoint } from '../ui/spark-path.ts'

/** The points of a trend. A bucket may still change when any day of it may. */
export const trendOf = (
  series: readonly SeriesPoint[],
  response: Pick<Covered, 'period' | 'coverage'>,
): readonly SparkPoint[] => {
  const { provisionalFrom } = response.coverage
  return series.map(({ value }, index) => {
    const next = series[index + 1]
    const end = next ? addDays(next.start, -1) : response.period.to
    return { value, provisional: provisionalFrom !== null && end >= provisionalFrom }
  })
}

/** What the upper edge of a trend stands for: the whole for a rate, else the highest value. */
export const peakOf = (stat: StatDefinition, series: readonly SeriesPoint[]): number =>
  stat.kind === 'ratio' ? 1 : Math.max(1, ...series.map(({ value }) => value ?? 0))

/** A trend in words: what, over which days, its highest and lowest, its gaps. */
export const describeTrend = (
  words: Words<ChartText>,
  stat: StatDefinition,
  series: readonly SeriesPoint[],
  response: Pick<Covered, 'period'> & { readonly bucket: Bucket },
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
