'use client'

import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { ReconciliationFindingsResponse } from '@windmill/claude-core'
import { useClaude } from '../../provider.tsx'
import type { ClaudeProblem } from '../fetch/claude-problem.ts'
import { getReconciliationFindingsQueryOptions } from '../query/get-reconciliation-findings-query-options.ts'
import type { reconciliationFindingsKey } from '../query/query-keys.ts'
import { pinnedOptions } from './pinned-options.ts'
import type { QueryOverrides } from './query-overrides.ts'

/** Options of `useReconciliationFindings`. */
export interface UseReconciliationFindingsOptions {
  /** TanStack Query options that override the hook's own. `@default {}` */
  readonly query?: QueryOverrides<ReconciliationFindingsResponse, ReturnType<typeof reconciliationFindingsKey>>
}

/**
 * Reads whose figures differ from Claude's own totals, and by how much. Needs `people:view`. All other viewers get
 * `not_permitted`. The log records the read for each of these people, so call it only when the viewer asks for them.
 * @throws `ClaudeProblem` with `provider_missing` outside a `ClaudeProvider`. Other problems are in `error`.
 */
export const useReconciliationFindings = ({
  query,
}: UseReconciliationFindingsOptions = {}): UseQueryResult<ReconciliationFindingsResponse, ClaudeProblem> => {
  const { client, queryClient } = useClaude()
  return useQuery({ ...pinnedOptions, ...getReconciliationFindingsQueryOptions(client), ...query }, queryClient)
}
