import { queryOptions } from '@tanstack/react-query'
import type { EmployeeStatsResponse } from '@windmill/claude-core'
import type { ClaudeProblem } from '../fetch/claude-problem.ts'
import type { ClaudeClient } from '../fetch/client.ts'
import { type EmployeeStatsParameters, getEmployeeStats } from '../fetch/get-employee-stats.ts'
import { employeeStatsKey } from './query-keys.ts'
import { retry } from './retry.ts'

export const getEmployeeStatsQueryOptions = (
  client: ClaudeClient,
  query: EmployeeStatsParameters,
): EmployeeStatsQueryOptions =>
  queryOptions<EmployeeStatsResponse, ClaudeProblem, EmployeeStatsResponse, ReturnType<typeof employeeStatsKey>>({
    queryKey: employeeStatsKey(client, query),
    queryFn: ({ signal }) => getEmployeeStats(client, query, { signal }),
    staleTime: 60_000,
    retry,
  })

export type EmployeeStatsQueryOptions = ReturnType<
  typeof queryOptions<EmployeeStatsResponse, ClaudeProblem, EmployeeStatsResponse, ReturnType<typeof employeeStatsKey>>
>
