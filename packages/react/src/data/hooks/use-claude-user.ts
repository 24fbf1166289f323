'use client'

import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { ClaudeUserResponse } from '@windmill/claude-core'
import { useClaude } from '../../provider.tsx'
import type { ClaudeProblem } from '../fetch/claude-problem.ts'
import { getClaudeUserQueryOptions } from '../query/get-claude-user-query-options.ts'
import type { claudeUserKey } from '../query/query-keys.ts'
import { pinnedOptions } from './pinned-options.ts'
import type { QueryOverrides } from './query-overrides.ts'

/** Options of `useClaudeUser`. */
export interface UseClaudeUserOptions {
  readonly claudeUserId: string
  /** TanStack Query options that override the hook's own. `@default {}` */
  readonly query?: QueryOverrides<ClaudeUserResponse, ReturnType<typeof claudeUserKey>>
}

/**
 * Reads how one Claude user is linked, with every change of the link. Needs `users:match`.
 * @throws `ClaudeProblem` with `provider_missing` outside a `ClaudeProvider`. Other problems are in `error`.
 */
export const useClaudeUser = ({
  claudeUserId,
  query,
}: UseClaudeUserOptions): UseQueryResult<ClaudeUserResponse, ClaudeProblem> => {
  const { client, queryClient } = useClaude()
  return useQuery({ ...pinnedOptions, ...getClaudeUserQueryOptions(client, claudeUserId), ...query }, queryClient)
}
