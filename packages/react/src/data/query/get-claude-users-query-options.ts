import { type InfiniteData, infiniteQueryOptions } from '@tanstack/react-query'
import type { ClaudeUsersFilter, ClaudeUsersResponse } from '@windmill/claude-core'
import type { ClaudeProblem } from '../fetch/claude-problem.ts'
import type { ClaudeClient } from '../fetch/client.ts'
import { getClaudeUsers } from '../fetch/get-claude-users.ts'
import { claudeUsersKey } from './query-keys.ts'
import { sharedQueryOptions } from './shared-query-options.ts'

/**
 * Creates the infinite query options of `getClaudeUsers`, which load one page after another.
 * Works with `useInfiniteQuery` and `prefetchInfiniteQuery`. Fresh for 60 seconds.
 * Retries up to twice, but not a request that the server refused.
 * @param filter Without a filter, the list has all Claude users.
 */
export const getClaudeUsersQueryOptions = (
  client: ClaudeClient,
  filter: ClaudeUsersFilter = {},
): ClaudeUsersQueryOptions =>
  infiniteQueryOptions<
    ClaudeUsersResponse,
    ClaudeProblem,
    InfiniteData<ClaudeUsersResponse, string | null>,
    ReturnType<typeof claudeUsersKey>,
    string | null
  >({
    queryKey: claudeUsersKey(client, filter),
    queryFn: ({ signal, pageParam }) => getClaudeUsers(client, { ...filter, page: pageParam ?? undefined }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    ...sharedQueryOptions,
  })

/** Returned by `getClaudeUsersQueryOptions`. */
export type ClaudeUsersQueryOptions = ReturnType<
  typeof infiniteQueryOptions<
    ClaudeUsersResponse,
    ClaudeProblem,
    InfiniteData<ClaudeUsersResponse, string | null>,
    ReturnType<typeof claudeUsersKey>,
    string | null
  >
>
