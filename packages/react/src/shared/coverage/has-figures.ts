import { catalog, type EmployeeStatsResponse } from '@windmill/claude-core'

/** Returns whether there are figures to show: a day was read, a Claude user is linked, and not every count is zero. */
export const hasFigures = ({ stats, coverage }: EmployeeStatsResponse): boolean =>
  coverage.through !== null &&
  coverage.claudeUsers > 0 &&
  catalog.some((stat) => stat.kind === 'sum' && stats[stat.id].value !== 0)
