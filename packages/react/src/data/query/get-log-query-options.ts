import { type InfiniteData, infiniteQueryOptions } from '@tanstack/react-query'
import type { LogResponse } from '@windmill/claude-core'
import type { ClaudeProblem } from '../fetch/claude-problem.ts'
import type { ClaudeClient } from '../fetch/client.ts'
import { getLog } from '../fetch/get-log.ts'
import { logKey } from './query-keys.ts'
import { sharedQueryOptions } from './shared-query-options.ts'

/**
 * Creates the infinite query options of `getLog`, which load one page after another.
 * Works with `useInfiniteQuery` and `prefetchInfiniteQuery`. Fresh for 2 seconds, because reads and changes add
 * entries at any time. Retries up to twice, but not a request that the server refused.
 */
export const getLogQueryOptions = (client: ClaudeClient): LogQueryOptions =>
  infiniteQueryOptions<
    LogResponse,
    ClaudeProblem,
    InfiniteData<LogResponse, string | null>,
    ReturnType<typeof logKey>,
    string | null
  >({
    queryKey: logKey(client),
    queryFn: ({ signal, pageParam }) => getLog(client, pageParam, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    ...sharedQueryOptions,
    staleTime: 2000,
  })

/** Returned by `getLogQueryOptions`. */
export type LogQueryOptions = ReturnType<
  typeof infiniteQueryOptions<
    LogResponse,
    ClaudeProblem,
    InfiniteData<LogResponse, string | null>,
    ReturnType<typeof logKey>,
    string | null
  >
>
