'use client'

import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { EmployeesResponse } from '@windmill/claude-core'
import { useClaude } from '../../provider.tsx'
import type { ClaudeProblem } from '../fetch/claude-problem.ts'
import { getEmployeesQueryOptions } from '../query/get-employees.ts'
import type { employeesKey } from '../query/query-keys.ts'
import type { QueryOverrides } from './query-overrides.ts'

export interface UseEmployeesOptions {
  /** Part of a name or an e-mail. Nothing is requested while it is empty. */
  readonly search: string
  readonly query?: QueryOverrides<EmployeesResponse, ReturnType<typeof employeesKey>>
}

/** The employees that match a search, at most 20. For admins. */
export const useEmployees = ({
  search,
  query,
}: UseEmployeesOptions): UseQueryResult<EmployeesResponse, ClaudeProblem> => {
  const { client, queryClient } = useClaude()
  return useQuery(
    {
      ...getEmployeesQueryOptions(client, search),
      enabled: search !== '',
      placeholderData: keepPreviousData,
      ...query,
    },
    queryClient,
  )
}
