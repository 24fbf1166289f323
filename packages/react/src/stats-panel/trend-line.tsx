import type { EmployeeStatsResponse, StatDefinition } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { Sparkline } from '../ui/sparkline.tsx'
import { peakOf, trendOf } from './trend.ts'

interface TrendLineProps {
  readonly stat: StatDefinition
  readonly response: EmployeeStatsResponse
  /** Name and summary, where no chart of the same stat has them. */
  readonly label?: string
}

export const TrendLine = ({ stat, response, ...name }: TrendLineProps): ReactNode => {
  const { series } = response.stats[stat.id]
  return (
    <Sparkline points={trendOf(series, response)} max={peakOf(stat, series)} bare={stat.kind === 'ratio'} {...name} />
  )
}
