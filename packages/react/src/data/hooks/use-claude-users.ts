'use client'

import { type InfiniteData, type UseInfiniteQueryResult, useInfiniteQuery } from '@tanstack/react-query'
import type { ClaudeUsersFilter, ClaudeUsersResponse } from '@windmill/claude-core'
import { useClaude } from '../../provider.tsx'
import type { ClaudeProblem } from '../fetch/claude-problem.ts'
import { getClaudeUsersQueryOptions } from '../query/get-claude-users-query-options.ts'
import { keepPrevious } from '../query/keep-previous.ts'
import type { claudeUsersKey } from '../query/query-keys.ts'
import { pinnedOptions } from './pinned-options.ts'
import type { InfiniteQueryOverrides } from './query-overrides.ts'

/** Options of `useClaudeUsers`. Without `state` and `search`, the hook lists all Claude users. */
export interface UseClaudeUsersOptions extends ClaudeUsersFilter {
  /** TanStack Query options that override the hook's own. `@default {}` */
  readonly query?: InfiniteQueryOverrides<ClaudeUsersResponse, ReturnType<typeof claudeUsersKey>>
}

/**
 * Reads the mapping list page by page. `fetchNextPage` loads the next page. Needs `users:match`. While another search
 * loads and `state` is the same, the previous data stays, marked by `isPlaceholderData`.
 * @throws `ClaudeProblem` with `provider_missing` outside a `ClaudeProvider`. Other problems are in `error`.
 */
export const useClaudeUsers = ({
  query,
  ...filter
}: UseClaudeUsersOptions = {}): UseInfiniteQueryResult<
  InfiniteData<ClaudeUsersResponse, string | null>,
  ClaudeProblem
> => {
  const { client, queryClient } = useClaude()
  return useInfiniteQuery(
    {
      ...pinnedOptions,
      ...getClaudeUsersQueryOptions(client, filter),
      // A list is loaded again when the viewer returns to it, so that it shows the current state.
      gcTime: 0,
      placeholderData: keepPrevious(client, (_, [, , , , previousFilter]) => previousFilter?.state === filter.state),
      ...query,
    },
    queryClient,
  )
}
