'use client'

import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { EmployeesResponse } from '@windmill/claude-core'
import { useClaude } from '../../provider.tsx'
import type { ClaudeProblem } from '../fetch/claude-problem.ts'
import { getEmployeesQueryOptions } from '../query/get-employees-query-options.ts'
import { keepPrevious } from '../query/keep-previous.ts'
import type { employeesKey } from '../query/query-keys.ts'
import { pinnedOptions } from './pinned-options.ts'
import type { QueryOverrides } from './query-overrides.ts'

/** Options of `useEmployees`. */
export interface UseEmployeesOptions {
  /** Part of a name or an e-mail, at most 200 characters. While it is empty, nothing is requested. */
  readonly search: string
  /** TanStack Query options that override the hook's own. `@default {}` */
  readonly query?: QueryOverrides<EmployeesResponse, ReturnType<typeof employeesKey>>
}

/**
 * Finds employees by part of their name or e-mail, at most 20. Needs `users:match`, `people:view` or `audit:view`.
 * While another search loads, the previous data stays, marked by `isPlaceholderData`.
 * @throws `ClaudeProblem` with `provider_missing` outside a `ClaudeProvider`. Other problems are in `error`.
 */
export const useEmployees = ({
  search,
  query,
}: UseEmployeesOptions): UseQueryResult<EmployeesResponse, ClaudeProblem> => {
  const { client, queryClient } = useClaude()
  return useQuery(
    {
      ...pinnedOptions,
      ...getEmployeesQueryOptions(client, search),
      placeholderData: keepPrevious(client),
      ...query,
      enabled: query?.enabled ?? search !== '',
    },
    queryClient,
  )
}
