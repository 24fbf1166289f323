import { type EmployeeStatsResponse, listProductStats, type ProductId } from '@windmill/claude-core'

/**
 * Classifies an employee's use of a product. `none`: every count is zero. `unknown`: every count is null. `some`:
 * anything else. Ignores rates.
 */
export const classifyActivity = (
  product: ProductId,
  stats: EmployeeStatsResponse['stats'],
): 'some' | 'none' | 'unknown' => {
  const values = listSumStats(product).map((stat) => stats[stat.id].value)
  if (values.every((value) => value === 0)) return 'none'
  return values.every((value) => value === null) ? 'unknown' : 'some'
}

const listSumStats = (product: ProductId) => listProductStats(product).filter((stat) => stat.kind === 'sum')
