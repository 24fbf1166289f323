'use client'

import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { ClaudeUserResponse } from '@windmill/claude-core'
import { useClaude } from '../provider.tsx'
import { getClaudeUserQueryOptions } from '../query/get-claude-user.ts'

/** Whose one claude user is, and every change to that. For admins. */
export const useClaudeUser = (claudeUserId: string): UseQueryResult<ClaudeUserResponse> => {
  const { client, queryClient } = useClaude()
  return useQuery(getClaudeUserQueryOptions(client, claudeUserId), queryClient)
}
