'use client'

import { type InfiniteData, type UseInfiniteQueryResult, useInfiniteQuery } from '@tanstack/react-query'
import type { LogResponse } from '@windmill/claude-core'
import { useClaude } from '../../provider.tsx'
import type { ClaudeProblem } from '../fetch/claude-problem.ts'
import { getLogQueryOptions } from '../query/get-log-query-options.ts'
import type { logKey } from '../query/query-keys.ts'
import { pinnedOptions } from './pinned-options.ts'
import type { InfiniteQueryOverrides } from './query-overrides.ts'

/** Options of `useLog`. */
export interface UseLogOptions {
  /** TanStack Query options that override the hook's own. `@default {}` */
  readonly query?: InfiniteQueryOverrides<LogResponse, ReturnType<typeof logKey>>
}

/**
 * Reads the log: who read what and who changed what. `fetchNextPage` loads older entries. Needs `audit:view`.
 * @throws `ClaudeProblem` with `provider_missing` outside a `ClaudeProvider`. Other problems are in `error`.
 */
export const useLog = ({
  query,
}: UseLogOptions = {}): UseInfiniteQueryResult<InfiniteData<LogResponse, string | null>, ClaudeProblem> => {
  const { client, queryClient } = useClaude()
  return useInfiniteQuery({ ...pinnedOptions, ...getLogQueryOptions(client), ...query }, queryClient)
}
