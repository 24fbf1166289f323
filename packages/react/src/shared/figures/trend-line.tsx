import type { EmployeeStatsResponse, StatDefinition } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { Sparkline } from '../ui/sparkline.tsx'
import { buildTrend, findTrendMax } from './trend.ts'

interface TrendLineProps {
  readonly stat: StatDefinition
  readonly response: EmployeeStatsResponse
  /** Name and summary for screen readers. Omit it where a chart of the same stat gives them. */
  readonly label?: string
}

/** A stat's series as a sparkline. */
export const TrendLine = ({ stat, response, label }: TrendLineProps): ReactNode => {
  const { series } = response.stats[stat.id]
  return (
    <Sparkline
      points={buildTrend(stat, series, response)}
      max={findTrendMax(stat, series)}
      hasArea={stat.kind !== 'ratio'}
      label={label}
    />
  )
}
