'use client'

import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { TotalsResponse } from '@windmill/claude-core'
import { useClaude } from '../../provider.tsx'
import type { ClaudeProblem } from '../fetch/claude-problem.ts'
import { getTotalsQueryOptions } from '../query/get-totals-query-options.ts'
import type { totalsKey } from '../query/query-keys.ts'
import { pinnedOptions } from './pinned-options.ts'
import type { QueryOverrides } from './query-overrides.ts'

/** Options of `useTotals`. */
export interface UseTotalsOptions {
  /** TanStack Query options that override the hook's own. `@default {}` */
  readonly query?: QueryOverrides<TotalsResponse, ReturnType<typeof totalsKey>>
}

/**
 * Reads the published totals of the company. Requires `totals:view`. A viewer who may see the figures of more than three
 * people gets `not_permitted`, because these figures could be subtracted from the totals.
 * @throws `ClaudeProblem` with `provider_missing` outside a `ClaudeProvider`. Other problems are in `error`.
 */
export const useTotals = ({ query }: UseTotalsOptions = {}): UseQueryResult<TotalsResponse, ClaudeProblem> => {
  const { client, queryClient } = useClaude()
  return useQuery({ ...pinnedOptions, ...getTotalsQueryOptions(client), ...query }, queryClient)
}
