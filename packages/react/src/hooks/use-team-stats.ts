'use client'

import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { TeamStatsResponse } from '@windmill/claude-core'
import type { TeamStatsParameters } from '../fetch/get-team-stats.ts'
import { useClaude } from '../provider.tsx'
import { getTeamStatsQueryOptions } from '../query/get-team-stats.ts'
import type { UseEmployeeStatsOptions } from './use-employee-stats.ts'

/** A team's stats. While another period or stat loads, the former answer stays, marked by `isPlaceholderData`. */
export const useTeamStats = (
  query: TeamStatsParameters,
  { enabled = true, refetchInterval = false }: UseEmployeeStatsOptions = {},
): UseQueryResult<TeamStatsResponse> => {
  const { client, queryClient } = useClaude()
  return useQuery(
    {
      ...getTeamStatsQueryOptions(client, query),
      enabled,
      refetchInterval,
      // Never another team's numbers, not even for a moment.
      placeholderData: (before: TeamStatsResponse | undefined) =>
        before?.manager.id === query.managerId ? before : undefined,
    },
    queryClient,
  )
}
