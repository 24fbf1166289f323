import type { StatDefinition } from '@windmill/claude-core'
import { formatValue } from '@windmill/claude-core/internal'
import type { ChartText } from '../../texts/en/chart.ts'
import { getBucketEnd } from '../coverage/get-bucket-end.ts'
import { formatPeriod } from '../format/format-period.ts'
import type { Language } from '../format/use-texts.ts'
import { buildTrendPoints, isFaint, type Trend } from './trend.ts'

/**
 * Describes the highest value of a trend, with the first bucket that has it, and the lowest value. If all values are
 * equal, names that value once. Values that may still change and incomplete weeks are left out, unless fewer than two
 * values would remain.
 */
export const describeExtremes = (
  { t, locale }: Language<ChartText>,
  stat: Pick<StatDefinition, 'kind'>,
  trend: Trend,
): string => {
  const { series, period, bucket } = trend
  const points = buildTrendPoints(trend).map((point, index) => ({ ...point, index }))
  const knownPoints = points.flatMap((point) => (point.value === null ? [] : { ...point, value: point.value }))
  const settledPoints = knownPoints.filter((point) => !isFaint(point))
  const comparedPoints = settledPoints.length > 1 ? settledPoints : knownPoints
  const [first, ...others] = comparedPoints
  if (!first) return t('chart.unknown')
  const highest = others.reduce((best, point) => (point.value > best.value ? point : best), first)
  const lowest = Math.min(...comparedPoints.map(({ value }) => value))
  const max = formatValue(locale, stat, highest.value)
  const min = formatValue(locale, stat, lowest)
  const highestDays = {
    from: series[highest.index]?.start ?? period.from,
    to: getBucketEnd(series, highest.index, period),
  }
  return [
    highest.value === lowest
      ? t('chart.flat', { max })
      : t('chart.summary', { max, min, when: formatPeriod(locale, highestDays, period.to) }),
    comparedPoints.length < knownPoints.length &&
      t(bucket === 'day' ? 'chart.withoutProvisional' : 'chart.withoutPartial'),
  ]
    .filter(Boolean)
    .join(' ')
}
