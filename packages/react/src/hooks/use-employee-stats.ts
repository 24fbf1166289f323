'use client'

import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { EmployeeStatsResponse } from '@windmill/claude-core'
import type { EmployeeStatsQuery } from '../fetch/get-employee-stats.ts'
import { useClaude } from '../provider.tsx'
import { getEmployeeStatsQueryOptions } from '../query/get-employee-stats.ts'

export interface UseEmployeeStatsOptions {
  /** False while the query is not settled yet. */
  readonly enabled?: boolean
  /** Asks again every so many milliseconds, for a period that is still being read. */
  readonly refetchInterval?: number | false
}

/** One employee's stats. While another period loads, the former one's stay, marked by `isPlaceholderData`. */
export const useEmployeeStats = (
  query: EmployeeStatsQuery,
  { enabled = true, refetchInterval = false }: UseEmployeeStatsOptions = {},
): UseQueryResult<EmployeeStatsResponse> => {
  const { client, queryClient } = useClaude()
  return useQuery(
    {
      ...getEmployeeStatsQueryOptions(client, query),
      enabled,
      refetchInterval,
      // Never another employee's numbers, not even for a moment.
      placeholderData: (before: EmployeeStatsResponse | undefined) =>
        before?.employeeId === query.employeeId ? before : undefined,
    },
    queryClient,
  )
}
