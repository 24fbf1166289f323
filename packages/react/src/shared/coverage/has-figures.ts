import { catalog, type EmployeeStatsResponse, listProductStats, type ProductId } from '@windmill/claude-core'

/** Returns whether there are figures to show: days were read, a Claude user is linked, and not every count is zero. */
export const hasFigures = ({ stats, coverage }: EmployeeStatsResponse): boolean =>
  coverage.through !== null &&
  coverage.claudeUsers > 0 &&
  catalog.some((stat) => stat.kind === 'sum' && stats[stat.id].value !== 0)

/** Classifies an employee's use of a product. `none`: every count is zero. `unknown`: every count is null. Ignores rates. */
export const classifyActivity = (
  product: ProductId,
  stats: EmployeeStatsResponse['stats'],
): 'some' | 'none' | 'unknown' => {
  const values = listSumStats(product).map((stat) => stats[stat.id].value)
  if (values.every((value) => value === 0)) return 'none'
  return values.every((value) => value === null) ? 'unknown' : 'some'
}

/** Counts the days on which the product was used. Null if there are none, or if the buckets are longer than a day. */
export const countActiveDays = (product: ProductId, { bucket, stats }: EmployeeStatsResponse): number | null => {
  const usedDays = listSumStats(product).flatMap((stat) =>
    stats[stat.id].series.flatMap(({ start, value }) => (value ? start : [])),
  )
  return (bucket === 'day' && new Set(usedDays).size) || null
}

const listSumStats = (product: ProductId) => listProductStats(product).filter((stat) => stat.kind === 'sum')
