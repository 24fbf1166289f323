'use client'

import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { ClaudeUserResponse } from '@windmill/claude-core'
import { useClaude } from '../../provider.tsx'
import type { ClaudeProblem } from '../fetch/claude-problem.ts'
import { getClaudeUserQueryOptions } from '../query/get-claude-user.ts'
import type { claudeUserKey } from '../query/query-keys.ts'
import type { QueryOverrides } from './query-overrides.ts'

export interface UseClaudeUserOptions {
  readonly claudeUserId: string
  readonly query?: QueryOverrides<ClaudeUserResponse, ReturnType<typeof claudeUserKey>>
}

/** How one Claude user is linked, and every change to that link. For admins. */
export const useClaudeUser = ({
  claudeUserId,
  query,
}: UseClaudeUserOptions): UseQueryResult<ClaudeUserResponse, ClaudeProblem> => {
  const { client, queryClient } = useClaude()
  return useQuery({ ...getClaudeUserQueryOptions(client, claudeUserId), ...query }, queryClient)
}
