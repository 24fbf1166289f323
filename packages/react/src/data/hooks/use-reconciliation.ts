'use client'

import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { ReconciliationResponse } from '@windmill/claude-core'
import { useClaude } from '../../provider.tsx'
import type { ClaudeProblem } from '../fetch/claude-problem.ts'
import { getReconciliationQueryOptions } from '../query/get-reconciliation-query-options.ts'
import type { reconciliationKey } from '../query/query-keys.ts'
import { pinnedOptions } from './pinned-options.ts'
import type { QueryOverrides } from './query-overrides.ts'

/** Options of `useReconciliation`. */
export interface UseReconciliationOptions {
  /** TanStack Query options that override the hook's own. `@default {}` */
  readonly query?: QueryOverrides<ReconciliationResponse, ReturnType<typeof reconciliationKey>>
}

/**
 * Reads which months were compared with Claude's own totals. Needs `connection:manage` or `people:view`. All other
 * viewers get `not_permitted`.
 * @throws `ClaudeProblem` with `provider_missing` outside a `ClaudeProvider`. Other problems are in `error`.
 */
export const useReconciliation = ({
  query,
}: UseReconciliationOptions = {}): UseQueryResult<ReconciliationResponse, ClaudeProblem> => {
  const { client, queryClient } = useClaude()
  return useQuery({ ...pinnedOptions, ...getReconciliationQueryOptions(client), ...query }, queryClient)
}
