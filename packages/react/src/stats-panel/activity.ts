import { catalog, type EmployeeStatsResponse, type ProductId, statsOf } from '@windmill/claude-core'

/** Whether there is anything to show: something was read of someone who is known, and not all of it is zero. */
export const hasFigures = ({ stats, coverage }: EmployeeStatsResponse): boolean =>
  coverage.through !== null &&
  coverage.claudeUsers > 0 &&
  catalog.some((stat) => stat.kind === 'sum' && stats[stat.id].value !== 0)

/** `none`: everything is known to be zero. `unknown`: nothing is known. A rate of nothing says neither. */
export const activityOf = (product: ProductId, stats: EmployeeStatsResponse['stats']): 'some' | 'none' | 'unknown' => {
  const values = statsOf(product)
    .filter((stat) => stat.kind === 'sum')
    .map((stat) => stats[stat.id].value)
  if (values.every((value) => value === 0)) return 'none'
  return values.every((value) => value === null) ? 'unknown' : 'some'
}
