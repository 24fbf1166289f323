import { catalog, type EmployeeStatsResponse, type ProductId, listProductStats } from '@windmill/claude-core'

/** Whether there is anything to show: something was read of someone who is known, and not all of it is zero. */
export const hasFigures = ({ stats, coverage }: EmployeeStatsResponse): boolean =>
  coverage.through !== null &&
  coverage.claudeUsers > 0 &&
  catalog.some((stat) => stat.kind === 'sum' && stats[stat.id].value !== 0)

/** `none`: everything is known to be zero. `unknown`: nothing is known. A rate of nothing says neither. */
export const activityOf = (product: ProductId, stats: EmployeeStatsResponse['stats']): 'some' | 'none' | 'unknown' => {
  const values = sumsOf(product).map((stat) => stats[stat.id].value)
  if (values.every((value) => value === 0)) return 'none'
  return values.every((value) => value === null) ? 'unknown' : 'some'
}

/** On how many days the product was used; null where the days are not told apart, and where there are none. */
export const activeDaysOf = (product: ProductId, { bucket, stats }: EmployeeStatsResponse): number | null => {
  const used = sumsOf(product).flatMap((stat) =>
    stats[stat.id].series.flatMap(({ start, value }) => (value ? start : [])),
  )
  return (bucket === 'day' && new Set(used).size) || null
}

const sumsOf = (product: ProductId) => listProductStats(product).filter((stat) => stat.kind === 'sum')
