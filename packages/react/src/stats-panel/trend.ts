import { addDays, type EmployeeStatsResponse, type SeriesPoint, type StatDefinition } from '@windmill/claude-core'
import type { SparkPoint } from '../ui/spark-path.ts'

/** The points of a trend. A bucket may still change when any day of it may. */
export const trendOf = (series: readonly SeriesPoint[], response: EmployeeStatsResponse): readonly SparkPoint[] => {
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
