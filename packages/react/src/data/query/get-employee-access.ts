import { type InfiniteData, infiniteQueryOptions } from '@tanstack/react-query'
import type { AccessResponse } from '@windmill/claude-core'
import type { ClaudeProblem } from '../fetch/claude-problem.ts'
import type { ClaudeClient } from '../fetch/client.ts'
import { getEmployeeAccess } from '../fetch/get-employee-access.ts'
import { employeeAccessKey } from './query-keys.ts'
import { retry } from './retry.ts'

/** For `useInfiniteQuery` and `prefetchInfiniteQuery`: who looked comes in pages. */
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
    staleTime: 60_000,
    retry,
  })

export type EmployeeAccessQueryOptions = ReturnType<
  typeof infiniteQueryOptions<
    AccessResponse,
    ClaudeProblem,
    InfiniteData<AccessResponse, string | null>,
    ReturnType<typeof employeeAccessKey>,
    string | null
  >
>
