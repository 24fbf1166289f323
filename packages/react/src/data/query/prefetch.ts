import type { FetchInfiniteQueryOptions, FetchQueryOptions, QueryClient, QueryKey } from '@tanstack/react-query'
import type { ClaudeProblem } from '../fetch/claude-problem.ts'
import { pinnedOptions } from '../hooks/pinned-options.ts'

/** Reads into the cache what a hook with the same query options reads. Returns undefined if it fails. Never rejects. */
export const prefetch = async <Data, Key extends QueryKey>(
  queryClient: QueryClient,
  options: FetchQueryOptions<Data, ClaudeProblem, Data, Key>,
): Promise<Data | undefined> => {
  await queryClient.prefetchQuery({ ...pinnedOptions, ...options })
  return queryClient.getQueryData<Data>(options.queryKey)
}

/** Like `prefetch`, for the first page of a list. */
export const prefetchFirstPage = async <Page, Key extends QueryKey>(
  queryClient: QueryClient,
  options: FetchInfiniteQueryOptions<Page, ClaudeProblem, Page, Key, string | null>,
): Promise<Page | undefined> => {
  await queryClient.prefetchInfiniteQuery({ ...pinnedOptions, ...options })
  return queryClient.getQueryData<{ readonly pages: readonly Page[] }>(options.queryKey)?.pages[0]
}
