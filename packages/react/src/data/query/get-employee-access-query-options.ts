import { type InfiniteData, infiniteQueryOptions } from '@tanstack/react-query'
import type { AccessResponse } from '@windmill/claude-core'
import type { ClaudeProblem } from '../fetch/claude-problem.ts'
import type { ClaudeClient } from '../fetch/client.ts'
import { getEmployeeAccess } from '../fetch/get-employee-access.ts'
import { employeeAccessKey } from './query-keys.ts'
import { sharedQueryOptions } from './shared-query-options.ts'

/**
 * Creates the infinite query options of `getEmployeeAccess`, which load one page after another.
 * Works with `useInfiniteQuery` and `prefetchInfiniteQuery`. Fresh for 60 seconds.
 * Retries up to twice, but not a request that the server refused.
 */
export const getEmployeeAccessQueryOptions = (client: ClaudeClient, employeeId: string): EmployeeAccessQueryOptions =>
  infiniteQueryOptions<
    AccessResponse,
    ClaudeProblem,
    InfiniteData<AccessResponse, string | null>,
    ReturnType<typeof employeeAccessKey>,
    string | null
  >({
    queryKey: employeeAccessKey(client, employeeId),
    queryFn: ({ signal, pageParam }) => getEmployeeAccess(client, employeeId, pageParam, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    ...sharedQueryOptions,
  })

/** Returned by `getEmployeeAccessQueryOptions`. */
export type EmployeeAccessQueryOptions = ReturnType<
  typeof infiniteQueryOptions<
    AccessResponse,
    ClaudeProblem,
    InfiniteData<AccessResponse, string | null>,
    ReturnType<typeof employeeAccessKey>,
    string | null
  >
>
