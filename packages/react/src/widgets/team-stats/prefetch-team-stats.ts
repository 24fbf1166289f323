import type { QueryClient } from '@tanstack/react-query'
import type { ClaudeClient } from '../../data/fetch/client.ts'
import { getTeamStatsQueryOptions } from '../../data/query/get-team-stats-query-options.ts'
import { prefetch } from '../../data/query/prefetch.ts'
import { prefetchPeriod } from '../../shared/period/prefetch-period.ts'
import type { TeamStatsProps } from './props.ts'
import { initialColumns } from './team-columns-reducer.ts'
import { toTeamStatsParameters } from './to-team-stats-parameters.ts'

/** Reads everything that `TeamStats` with the same props requests at first. A request that fails is left to the widget. */
export const prefetchTeamStats = async (
  queryClient: QueryClient,
  client: ClaudeClient,
  { managerId, ...options }: Pick<TeamStatsProps, 'managerId' | 'period'>,
): Promise<void> => {
  const { period } = await prefetchPeriod(queryClient, client, options)
  if (!period) return
  const query = toTeamStatsParameters(managerId, period, initialColumns)
  await prefetch(queryClient, getTeamStatsQueryOptions(client, query))
}
