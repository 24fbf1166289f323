import { queryOptions } from '@tanstack/react-query'
import type { TeamStatsResponse } from '@windmill/claude-core'
import type { ClaudeProblem } from '../fetch/claude-problem.ts'
import type { ClaudeClient } from '../fetch/client.ts'
import { getTeamStats, type TeamStatsParameters } from '../fetch/get-team-stats.ts'
import { teamStatsKey } from './query-keys.ts'
import { sharedQueryOptions } from './shared-query-options.ts'

/**
 * Creates the query options of `getTeamStats`. Works with `useQuery`, `prefetchQuery` and `fetchQuery`.
 * Fresh for 60 seconds. Retries up to twice, but not a request that the server refused.
 */
export const getTeamStatsQueryOptions = (client: ClaudeClient, query: TeamStatsParameters): TeamStatsQueryOptions =>
  queryOptions<TeamStatsResponse, ClaudeProblem, TeamStatsResponse, ReturnType<typeof teamStatsKey>>({
    queryKey: teamStatsKey(client, query),
    queryFn: ({ signal }) => getTeamStats(client, query, { signal }),
    ...sharedQueryOptions,
  })

/** Returned by `getTeamStatsQueryOptions`. */
export type TeamStatsQueryOptions = ReturnType<
  typeof queryOptions<TeamStatsResponse, ClaudeProblem, TeamStatsResponse, ReturnType<typeof teamStatsKey>>
>
