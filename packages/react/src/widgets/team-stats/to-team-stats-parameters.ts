import { getStat, type Period, statIds } from '@windmill/claude-core'
import { chooseBucket } from '@windmill/claude-core/internal'
import type { TeamStatsParameters } from '../../data/fetch/get-team-stats.ts'
import { initialColumns, type TeamColumns } from './team-columns-reducer.ts'

/** Returns the parameters of the request for the columns of a team's table. */
export const toTeamStatsParameters = (managerId: string, period: Period, columns: TeamColumns): TeamStatsParameters => {
  const requestedStatIds = statIds.filter((id) => columns.statIds.includes(id))
  return {
    managerId,
    ...period,
    // An empty list would request all stats.
    stats: requestedStatIds.length > 0 ? requestedStatIds : initialColumns.statIds,
    ...(columns.trendStatId && {
      trend: columns.trendStatId,
      // Few edits are proposed on a single day, so a rate is shown by week.
      bucket: getStat(columns.trendStatId).kind === 'ratio' ? 'week' : chooseBucket(period),
    }),
  }
}
