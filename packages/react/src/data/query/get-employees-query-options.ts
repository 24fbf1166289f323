import { queryOptions } from '@tanstack/react-query'
import type { EmployeesResponse } from '@windmill/claude-core'
import type { ClaudeProblem } from '../fetch/claude-problem.ts'
import type { ClaudeClient } from '../fetch/client.ts'
import { getEmployees } from '../fetch/get-employees.ts'
import { employeesKey } from './query-keys.ts'
import { sharedQueryOptions } from './shared-query-options.ts'

/**
 * Creates the query options of `getEmployees`. Works with `useQuery`, `prefetchQuery` and `fetchQuery`.
 * Fresh for 60 seconds. Retries up to twice, but not a request that the server refused.
 */
export const getEmployeesQueryOptions = (client: ClaudeClient, search: string): EmployeesQueryOptions =>
  queryOptions<EmployeesResponse, ClaudeProblem, EmployeesResponse, ReturnType<typeof employeesKey>>({
    queryKey: employeesKey(client, search),
    queryFn: ({ signal }) => getEmployees(client, search, { signal }),
    ...sharedQueryOptions,
  })

/** Returned by `getEmployeesQueryOptions`. */
export type EmployeesQueryOptions = ReturnType<
  typeof queryOptions<EmployeesResponse, ClaudeProblem, EmployeesResponse, ReturnType<typeof employeesKey>>
>
