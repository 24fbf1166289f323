import { queryOptions } from '@tanstack/react-query'
import type { EmployeeDaysResponse } from '@windmill/claude-core'
import type { ClaudeProblem } from '../fetch/claude-problem.ts'
import type { ClaudeClient } from '../fetch/client.ts'
import { type EmployeeDaysParameters, getEmployeeDays } from '../fetch/get-employee-days.ts'
import { employeeDaysKey } from './query-keys.ts'
import { sharedQueryOptions } from './shared-query-options.ts'

/**
 * Creates the query options of `getEmployeeDays`. Works with `useQuery`, `prefetchQuery` and `fetchQuery`.
 * Fresh for 60 seconds. Retries up to twice, but not a request that the server refused.
 */
export const getEmployeeDaysQueryOptions = (
  client: ClaudeClient,
  query: EmployeeDaysParameters,
): EmployeeDaysQueryOptions =>
  queryOptions<EmployeeDaysResponse, ClaudeProblem, EmployeeDaysResponse, ReturnType<typeof employeeDaysKey>>({
    queryKey: employeeDaysKey(client, query),
    queryFn: ({ signal }) => getEmployeeDays(client, query, { signal }),
    ...sharedQueryOptions,
  })

/** Returned by `getEmployeeDaysQueryOptions`. */
export type EmployeeDaysQueryOptions = ReturnType<
  typeof queryOptions<EmployeeDaysResponse, ClaudeProblem, EmployeeDaysResponse, ReturnType<typeof employeeDaysKey>>
>
