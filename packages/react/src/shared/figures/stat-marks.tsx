import type { StatDefinition } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { ChartMarks } from '../chart/chart-marks.tsx'
import type { ScaleRange } from '../chart/scale.ts'
import { buildTrendPoints, type Trend } from '../chart/trend.ts'
import { computeTrendScale } from './stat-trend.ts'

interface StatMarksProps {
  readonly stat: StatDefinition
  readonly trend: Trend
  /** The scale that several charts share. `@default` from the trend's own values */
  readonly scale?: ScaleRange
  /**
   * Name and summary for screen readers. Omit the label where a chart of the same stat already has a name and a
   * summary.
   */
  readonly label?: string
}

/** A stat's trend as a small chart without axes. */
export const StatMarks = ({ stat, trend, scale, label }: StatMarksProps): ReactNode => (
  <ChartMarks
    points={buildTrendPoints(trend)}
    scale={
      scale ??
      computeTrendScale(
        stat,
        trend.series.map(({ value }) => value),
      )
    }
    isRate={stat.kind === 'ratio'}
    label={label}
  />
)
