import { type Bucket, countDays, type StatDefinition } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { buildBars } from '../chart/build-bars.ts'
import { buildRateMarks } from '../chart/build-rate-marks.ts'
import { ChartMarks } from '../chart/chart-marks.tsx'
import type { ScaleRange } from '../chart/scale.ts'
import { buildTrendPoints, type Trend } from '../chart/trend.ts'
import { getBucketEnd } from '../coverage/get-bucket-end.ts'
import { computeTrendScale } from './stat-trend.ts'

interface StatMarksProps {
  readonly stat: StatDefinition
  readonly trend: Trend
  /** The scale that several charts share. `@default` from the trend's own values */
  readonly scale?: ScaleRange
  /** The bucket of the axis that the chart shares with others. `@default` that of the trend */
  readonly axis?: Bucket
  /**
   * Name and summary for screen readers. Omit the label where a chart of the same stat already has a name and a
   * summary.
   */
  readonly label?: string
}

/** A stat's trend as a small chart without axes. */
export const StatMarks = ({
  stat,
  trend,
  scale: sharedScale,
  axis = trend.bucket,
  label,
}: StatMarksProps): ReactNode => {
  const isRate = stat.kind === 'ratio'
  const scale =
    sharedScale ??
    computeTrendScale(
      stat,
      trend.series.map(({ value }) => value),
    )
  const points = buildTrendPoints(trend)
  const widePoints = points.map((point, index) => ({
    ...point,
    width: axis === trend.bucket ? 1 : countBucketDays(trend, index),
  }))
  return (
    <ChartMarks
      marks={isRate ? buildRateMarks(widePoints, scale) : buildBars(points, scale)}
      isRate={isRate}
      label={label}
    />
  )
}

const countBucketDays = ({ series, period }: Trend, index: number) =>
  countDays({ from: series[index]?.start ?? period.from, to: getBucketEnd(series, index, period) })
