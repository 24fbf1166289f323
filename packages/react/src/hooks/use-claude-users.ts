'use client'

import { type InfiniteData, type UseInfiniteQueryResult, useInfiniteQuery } from '@tanstack/react-query'
import type { ClaudeUsersResponse } from '@windmill/claude-core'
import type { ClaudeUsersQuery } from '../fetch/get-claude-users.ts'
import { useClaude } from '../provider.tsx'
import { getClaudeUsersQueryOptions } from '../query/get-claude-users.ts'

/**
 * The mapping list, a page more with each `fetchNextPage`. While another search in the same state loads, what the former
 * one found stays, marked by `isPlaceholderData`. For admins.
 */
export const useClaudeUsers = (
  query: ClaudeUsersQuery = {},
): UseInfiniteQueryResult<InfiniteData<ClaudeUsersResponse, string | null>> => {
  const { client, queryClient } = useClaude()
  return useInfiniteQuery(
    {
      ...getClaudeUsersQueryOptions(client, query),
      // Whoever comes back to a list means the list as it is then.
      gcTime: 0,
      placeholderData: (before, former) => (former?.queryKey[3]?.state === query.state ? before : undefined),
    },
    queryClient,
  )
}
