import { catalog, type EmployeeStatsResponse, firstDay, type ProductId, statsOf } from '@windmill/claude-core'

type Stats = EmployeeStatsResponse['stats']

/** Why there are no figures to show, or that there are. */
export type Situation =
  | 'figures'
  | 'before_records'
  | 'unpublished'
  | 'reading'
  | 'not_read'
  | 'not_matched'
  | 'no_activity'

/** What a panel has to say about an answer. `reading` while the history is still being read. */
export const situationOf = ({ stats, period, coverage }: EmployeeStatsResponse, isReading: boolean): Situation => {
  if (coverage.through === null) {
    if (period.to < firstDay) return 'before_records'
    if (coverage.latestDay !== null && period.from > coverage.latestDay) return 'unpublished'
    return isReading ? 'reading' : 'not_read'
  }
  if (coverage.claudeUsers === 0) return 'not_matched'
  return catalog.every((stat) => stat.kind === 'ratio' || stats[stat.id].value === 0) ? 'no_activity' : 'figures'
}

/** `none`: everything is known to be zero. `unknown`: nothing is known. A rate of nothing says neither. */
export const activityOf = (product: ProductId, stats: Stats): 'some' | 'none' | 'unknown' => {
  const values = statsOf(product)
    .filter((stat) => stat.kind === 'sum')
    .map((stat) => stats[stat.id].value)
  if (values.every((value) => value === 0)) return 'none'
  return values.every((value) => value === null) ? 'unknown' : 'some'
}
