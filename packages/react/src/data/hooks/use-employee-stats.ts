'use client'

import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { EmployeeStatsResponse } from '@windmill/claude-core'
import { useClaude } from '../../provider.tsx'
import type { ClaudeProblem } from '../fetch/claude-problem.ts'
import type { EmployeeStatsParameters } from '../fetch/get-employee-stats.ts'
import { getEmployeeStatsQueryOptions } from '../query/get-employee-stats-query-options.ts'
import { keepPrevious } from '../query/keep-previous.ts'
import type { employeeStatsKey } from '../query/query-keys.ts'
import { pinnedOptions } from './pinned-options.ts'
import type { QueryOverrides } from './query-overrides.ts'

/** Options of `useEmployeeStats`. */
export interface UseEmployeeStatsOptions extends EmployeeStatsParameters {
  /** TanStack Query options that override the hook's own. `@default {}` */
  readonly query?: QueryOverrides<EmployeeStatsResponse, ReturnType<typeof employeeStatsKey>>
}

/**
 * Reads one employee's stats over a period. Allowed for the employee, the managers above them, and viewers with
 * `people:view`. All other viewers get `not_found`. While another period of the same employee loads, the previous data
 * stays, marked by `isPlaceholderData`.
 * @throws `ClaudeProblem` with `provider_missing` outside a `ClaudeProvider`. Other problems are in `error`.
 */
export const useEmployeeStats = ({
  query,
  ...parameters
}: UseEmployeeStatsOptions): UseQueryResult<EmployeeStatsResponse, ClaudeProblem> => {
  const { client, queryClient } = useClaude()
  return useQuery(
    {
      ...pinnedOptions,
      ...getEmployeeStatsQueryOptions(client, parameters),
      // Another employee's figures must never be shown, not even briefly.
      placeholderData: keepPrevious(
        client,
        (previous: EmployeeStatsResponse) => previous.employeeId === parameters.employeeId,
      ),
      ...query,
    },
    queryClient,
  )
}
