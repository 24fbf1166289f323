'use client'

import { type InfiniteData, type UseInfiniteQueryResult, useInfiniteQuery } from '@tanstack/react-query'
import type { ClaudeUsersFilter, ClaudeUsersResponse } from '@windmill/claude-core'
import { useClaude } from '../../provider.tsx'
import type { ClaudeProblem } from '../fetch/claude-problem.ts'
import { getClaudeUsersQueryOptions } from '../query/get-claude-users.ts'
import type { claudeUsersKey } from '../query/query-keys.ts'
import type { InfiniteQueryOverrides } from './query-overrides.ts'

export interface UseClaudeUsersOptions extends ClaudeUsersFilter {
  readonly query?: InfiniteQueryOverrides<ClaudeUsersResponse, ReturnType<typeof claudeUsersKey>>
}

/**
 * The mapping list; `fetchNextPage` adds a page. While another search in the same state loads, the previous result stays,
 * marked by `isPlaceholderData`. For admins.
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
      ...getClaudeUsersQueryOptions(client, filter),
      // A viewer who comes back to a list expects its present state.
      gcTime: 0,
      placeholderData: (previous, previousQuery) =>
        previousQuery?.queryKey[3]?.state === filter.state ? previous : undefined,
      ...query,
    },
    queryClient,
  )
}
