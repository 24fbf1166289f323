'use client'

import { type InfiniteData, type UseInfiniteQueryResult, useInfiniteQuery } from '@tanstack/react-query'
import type { AccessResponse } from '@windmill/claude-core'
import { useClaude } from '../../provider.tsx'
import type { ClaudeProblem } from '../fetch/claude-problem.ts'
import { getEmployeeAccessQueryOptions } from '../query/get-employee-access-query-options.ts'
import type { employeeAccessKey } from '../query/query-keys.ts'
import { pinnedOptions } from './pinned-options.ts'
import type { InfiniteQueryOverrides } from './query-overrides.ts'

/** Options of `useEmployeeAccess`. */
export interface UseEmployeeAccessOptions {
  readonly employeeId: string
  /** TanStack Query options that override the hook's own. `@default {}` */
  readonly query?: InfiniteQueryOverrides<AccessResponse, ReturnType<typeof employeeAccessKey>>
}

/**
 * Reads who can see an employee's stats, and the log entries about the employee. `fetchNextPage` loads older entries.
 * Allowed for the employee and for viewers with `audit:view`. All other viewers get `not_found`.
 * @throws `ClaudeProblem` with `provider_missing` outside a `ClaudeProvider`. Other problems are in `error`.
 */
export const useEmployeeAccess = ({
  employeeId,
  query,
}: UseEmployeeAccessOptions): UseInfiniteQueryResult<InfiniteData<AccessResponse, string | null>, ClaudeProblem> => {
  const { client, queryClient } = useClaude()
  return useInfiniteQuery(
    { ...pinnedOptions, ...getEmployeeAccessQueryOptions(client, employeeId), ...query },
    queryClient,
  )
}
