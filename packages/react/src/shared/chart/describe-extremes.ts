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
  const highestPoint = others.reduce((best, point) => (point.value > best.value ? point : best), first)
  const lowestValue = Math.min(...comparedPoints.map(({ value }) => value))
  const maxText = formatValue(locale, stat, highestPoint.value)
  const minText = formatValue(locale, stat, lowestValue)
  const highestDays = {
    from: series[highestPoint.index]?.start ?? period.from,
    to: getBucketEnd(series, highestPoint.index, period),
  }
  return [
    highestPoint.value === lowestValue
      ? t('chart.flat', { max: maxText })
      : t('chart.summary', { max: maxText, min: minText, when: formatPeriod(locale, highestDays, period.to) }),
    comparedPoints.length < knownPoints.length &&
      t(bucket === 'day' ? 'chart.withoutProvisional' : 'chart.withoutPartial'),
  ]
    .filter(Boolean)
    .join(' ')
}
