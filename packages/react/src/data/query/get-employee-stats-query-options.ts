import { queryOptions } from '@tanstack/react-query'
import type { EmployeeStatsResponse } from '@windmill/claude-core'
import type { ClaudeProblem } from '../fetch/claude-problem.ts'
import type { ClaudeClient } from '../fetch/client.ts'
import { type EmployeeStatsParameters, getEmployeeStats } from '../fetch/get-employee-stats.ts'
import { employeeStatsKey } from './query-keys.ts'
import { sharedQueryOptions } from './shared-query-options.ts'

/**
 * Creates the query options of `getEmployeeStats`. Works with `useQuery`, `prefetchQuery` and `fetchQuery`.
 * Fresh for 60 seconds. Retries up to twice, but not a request that the server refused.
 */
export const getEmployeeStatsQueryOptions = (
  client: ClaudeClient,
  query: EmployeeStatsParameters,
): EmployeeStatsQueryOptions =>
  queryOptions<EmployeeStatsResponse, ClaudeProblem, EmployeeStatsResponse, ReturnType<typeof employeeStatsKey>>({
    queryKey: employeeStatsKey(client, query),
    queryFn: ({ signal }) => getEmployeeStats(client, query, { signal }),
    ...sharedQueryOptions,
  })

/** Returned by `getEmployeeStatsQueryOptions`. */
export type EmployeeStatsQueryOptions = ReturnType<
  typeof queryOptions<EmployeeStatsResponse, ClaudeProblem, EmployeeStatsResponse, ReturnType<typeof employeeStatsKey>>
>
