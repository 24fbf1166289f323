import { queryOptions } from '@tanstack/react-query'
import type { ClaudeUserResponse } from '@windmill/claude-core'
import type { ClaudeProblem } from '../fetch/claude-problem.ts'
import type { ClaudeClient } from '../fetch/client.ts'
import { getClaudeUser } from '../fetch/get-claude-user.ts'
import { claudeUserKey } from './query-keys.ts'
import { shouldRetry } from './should-retry.ts'

/**
 * Creates the query options of `getClaudeUser`. Works with `useQuery`, `prefetchQuery` and `fetchQuery`.
 * Uses the `staleTime` of the query client. Retries up to twice, but not a request that the server refused.
 */
export const getClaudeUserQueryOptions = (client: ClaudeClient, claudeUserId: string): ClaudeUserQueryOptions =>
  queryOptions<ClaudeUserResponse, ClaudeProblem, ClaudeUserResponse, ReturnType<typeof claudeUserKey>>({
    queryKey: claudeUserKey(client, claudeUserId),
    queryFn: ({ signal }) => getClaudeUser(client, claudeUserId, { signal }),
    retry: shouldRetry,
  })

/** Returned by `getClaudeUserQueryOptions`. */
export type ClaudeUserQueryOptions = ReturnType<
  typeof queryOptions<ClaudeUserResponse, ClaudeProblem, ClaudeUserResponse, ReturnType<typeof claudeUserKey>>
>
