import type { InfiniteData, QueryKey, UseInfiniteQueryOptions, UseQueryOptions } from '@tanstack/react-query'
import type { ClaudeProblem } from '../fetch/claude-problem.ts'

/**
 * TanStack Query options of a hook, such as `enabled`, `refetchInterval` or `staleTime`. They take precedence over the
 * hook's own. The key and the request cannot be replaced.
 */
export type QueryOverrides<Response, Key extends QueryKey = QueryKey> = Partial<
  Omit<UseQueryOptions<Response, ClaudeProblem, Response, Key>, 'queryKey' | 'queryFn' | 'queryHash' | 'queryKeyHashFn'>
>

/** The same for a list that is loaded page by page. */
export type InfiniteQueryOverrides<Page, Key extends QueryKey = QueryKey> = Partial<
  Omit<
    UseInfiniteQueryOptions<Page, ClaudeProblem, InfiniteData<Page, string | null>, Key, string | null>,
    'queryKey' | 'queryFn' | 'queryHash' | 'queryKeyHashFn' | 'initialPageParam' | 'getNextPageParam'
  >
>
