import { queryOptions } from '@tanstack/react-query'
import type { ClaudeUserResponse } from '@windmill/claude-core'
import type { ClaudeProblem } from '../fetch/claude-problem.ts'
import type { ClaudeClient } from '../fetch/client.ts'
import { getClaudeUser } from '../fetch/get-claude-user.ts'
import { claudeUserKey } from './query-keys.ts'
import { sharedQueryOptions } from './shared-query-options.ts'

/**
 * Creates the query options of `getClaudeUser`. Works with `useQuery`, `prefetchQuery` and `fetchQuery`.
 * Never fresh, because a link can change at any time. Retries up to twice, but not a request that the server refused.
 */
export const getClaudeUserQueryOptions = (client: ClaudeClient, claudeUserId: string): ClaudeUserQueryOptions =>
  queryOptions<ClaudeUserResponse, ClaudeProblem, ClaudeUserResponse, ReturnType<typeof claudeUserKey>>({
    queryKey: claudeUserKey(client, claudeUserId),
    queryFn: ({ signal }) => getClaudeUser(client, claudeUserId, { signal }),
    ...sharedQueryOptions,
    staleTime: 0,
  })

/** Returned by `getClaudeUserQueryOptions`. */
export type ClaudeUserQueryOptions = ReturnType<
  typeof queryOptions<ClaudeUserResponse, ClaudeProblem, ClaudeUserResponse, ReturnType<typeof claudeUserKey>>
>
