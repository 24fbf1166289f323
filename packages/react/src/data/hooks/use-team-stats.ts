'use client'

import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { TeamStatsResponse } from '@windmill/claude-core'
import { useClaude } from '../../provider.tsx'
import type { ClaudeProblem } from '../fetch/claude-problem.ts'
import type { TeamStatsParameters } from '../fetch/get-team-stats.ts'
import { getTeamStatsQueryOptions } from '../query/get-team-stats-query-options.ts'
import { keepPrevious } from '../query/keep-previous.ts'
import type { teamStatsKey } from '../query/query-keys.ts'
import { pinnedOptions } from './pinned-options.ts'
import type { QueryOverrides } from './query-overrides.ts'

/** Options of `useTeamStats`. */
export interface UseTeamStatsOptions extends TeamStatsParameters {
  /** TanStack Query options that override the hook's own. `@default {}` */
  readonly query?: QueryOverrides<TeamStatsResponse, ReturnType<typeof teamStatsKey>>
}

/**
 * Reads the stats of everyone below a manager. Allowed for that manager, the managers above them, and viewers with
 * `people:view`. All other viewers get `not_found`. While another period or other stats of the same team load, the
 * previous data stays, marked by `isPlaceholderData`.
 * @throws `ClaudeProblem` with `provider_missing` outside a `ClaudeProvider`. Other problems are in `error`.
 */
export const useTeamStats = ({
  query,
  ...parameters
}: UseTeamStatsOptions): UseQueryResult<TeamStatsResponse, ClaudeProblem> => {
  const { client, queryClient } = useClaude()
  return useQuery(
    {
      ...pinnedOptions,
      ...getTeamStatsQueryOptions(client, parameters),
      // Another team's figures must never be shown, not even briefly.
      placeholderData: keepPrevious(
        client,
        (previous: TeamStatsResponse) => previous.manager.id === parameters.managerId,
      ),
      ...query,
    },
    queryClient,
  )
}
