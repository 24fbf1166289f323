'use client'

import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { TeamStatsResponse } from '@windmill/claude-core'
import { useClaude } from '../../provider.tsx'
import type { ClaudeProblem } from '../fetch/claude-problem.ts'
import type { TeamStatsParameters } from '../fetch/get-team-stats.ts'
import { getTeamStatsQueryOptions } from '../query/get-team-stats.ts'
import type { teamStatsKey } from '../query/query-keys.ts'
import type { QueryOverrides } from './query-overrides.ts'

export interface UseTeamStatsOptions extends TeamStatsParameters {
  readonly query?: QueryOverrides<TeamStatsResponse, ReturnType<typeof teamStatsKey>>
}

/** A team's stats. While another period or stat loads, the previous answer stays, marked by `isPlaceholderData`. */
export const useTeamStats = ({
  query,
  ...parameters
}: UseTeamStatsOptions): UseQueryResult<TeamStatsResponse, ClaudeProblem> => {
  const { client, queryClient } = useClaude()
  return useQuery(
    {
      ...getTeamStatsQueryOptions(client, parameters),
      // Another team's numbers must never show, not even for a moment.
      placeholderData: (previous: TeamStatsResponse | undefined) =>
        previous?.manager.id === parameters.managerId ? previous : undefined,
      ...query,
    },
    queryClient,
  )
}
