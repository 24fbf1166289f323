'use client'

import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { EmployeeStatsResponse } from '@windmill/claude-core'
import { useClaude } from '../../provider.tsx'
import type { ClaudeProblem } from '../fetch/claude-problem.ts'
import type { EmployeeStatsParameters } from '../fetch/get-employee-stats.ts'
import { getEmployeeStatsQueryOptions } from '../query/get-employee-stats.ts'
import type { employeeStatsKey } from '../query/query-keys.ts'
import type { QueryOverrides } from './query-overrides.ts'

export interface UseEmployeeStatsOptions extends EmployeeStatsParameters {
  readonly query?: QueryOverrides<EmployeeStatsResponse, ReturnType<typeof employeeStatsKey>>
}

/** One employee's stats. While another period loads, the previous answer stays, marked by `isPlaceholderData`. */
export const useEmployeeStats = ({
  query,
  ...parameters
}: UseEmployeeStatsOptions): UseQueryResult<EmployeeStatsResponse, ClaudeProblem> => {
  const { client, queryClient } = useClaude()
  return useQuery(
    {
      ...getEmployeeStatsQueryOptions(client, parameters),
      // Another employee's numbers must never show, not even for a moment.
      placeholderData: (previous: EmployeeStatsResponse | undefined) =>
        previous?.employeeId === parameters.employeeId ? previous : undefined,
      ...query,
    },
    queryClient,
  )
}
