import type { InfiniteData, QueryKey, UseInfiniteQueryOptions, UseQueryOptions } from '@tanstack/react-query'
import type { ClaudeProblem } from '../fetch/claude-problem.ts'

/**
 * TanStack Query options that override the options of a hook, such as `enabled`, `refetchInterval` or `staleTime`. The
 * query key and the request cannot be overridden.
 */
export type QueryOverrides<Response, Key extends QueryKey = QueryKey> = Partial<
  Omit<UseQueryOptions<Response, ClaudeProblem, Response, Key>, 'queryKey' | 'queryFn' | 'queryHash' | 'queryKeyHashFn'>
>

/** Like `QueryOverrides`, for a hook that loads a list page by page. */
export type InfiniteQueryOverrides<Page, Key extends QueryKey = QueryKey> = Partial<
  Omit<
    UseInfiniteQueryOptions<Page, ClaudeProblem, InfiniteData<Page, string | null>, Key, string | null>,
    'queryKey' | 'queryFn' | 'queryHash' | 'queryKeyHashFn' | 'initialPageParam' | 'getNextPageParam'
  >
>
