'use client'

import { type InfiniteData, type UseInfiniteQueryResult, useInfiniteQuery } from '@tanstack/react-query'
import type { ClaudeUsersFilter, ClaudeUsersResponse } from '@windmill/claude-core'
import { useClaude } from '../provider.tsx'
import { getClaudeUsersQueryOptions } from '../query/get-claude-users.ts'

/**
 * The mapping list, a page more with each `fetchNextPage`. While another search in the same state loads, what the former
 * one found stays, marked by `isPlaceholderData`. For admins.
 */
export const useClaudeUsers = (
  filter: ClaudeUsersFilter = {},
): UseInfiniteQueryResult<InfiniteData<ClaudeUsersResponse, string | null>> => {
  const { client, queryClient } = useClaude()
  return useInfiniteQuery(
    {
      ...getClaudeUsersQueryOptions(client, filter),
      // Whoever comes back to a list means the list as it is then.
      gcTime: 0,
      placeholderData: (before, former) => (former?.queryKey[3]?.state === filter.state ? before : undefined),
    },
    queryClient,
  )
}
