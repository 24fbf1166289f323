import { queryOptions } from '@tanstack/react-query'
import type { ClaudeUserResponse } from '@windmill/claude-core'
import type { ClaudeProblem } from '../fetch/claude-problem.ts'
import type { ClaudeClient } from '../fetch/client.ts'
import { getClaudeUser } from '../fetch/get-claude-user.ts'
import { claudeUserKey } from './query-keys.ts'
import { retry } from './retry.ts'

export const getClaudeUserQueryOptions = (client: ClaudeClient, claudeUserId: string): ClaudeUserQueryOptions =>
  queryOptions<ClaudeUserResponse, ClaudeProblem, ClaudeUserResponse, ReturnType<typeof claudeUserKey>>({
    queryKey: claudeUserKey(client, claudeUserId),
    queryFn: ({ signal }) => getClaudeUser(client, claudeUserId, { signal }),
    retry,
  })

export type ClaudeUserQueryOptions = ReturnType<
  typeof queryOptions<ClaudeUserResponse, ClaudeProblem, ClaudeUserResponse, ReturnType<typeof claudeUserKey>>
>
