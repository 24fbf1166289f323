'use client'

import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { EmployeesResponse } from '@windmill/claude-core'
import { useClaude } from '../provider.tsx'
import { getEmployeesQueryOptions } from '../query/get-employees.ts'

/** The employees that a search finds. Nobody is asked for while nothing is searched. For admins. */
export const useEmployees = (search: string): UseQueryResult<EmployeesResponse> => {
  const { client, queryClient } = useClaude()
  return useQuery(
    { ...getEmployeesQueryOptions(client, search), enabled: search !== '', placeholderData: keepPreviousData },
    queryClient,
  )
}
