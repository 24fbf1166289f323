'use client'

import { type InfiniteData, type UseInfiniteQueryResult, useInfiniteQuery } from '@tanstack/react-query'
import type { AccessResponse } from '@windmill/claude-core'
import { useClaude } from '../provider.tsx'
import { getEmployeeAccessQueryOptions } from '../query/get-employee-access.ts'

/** Who can see an employee's stats, and who did; older reads with each `fetchNextPage`. For the employee and admins. */
export const useEmployeeAccess = (
  employeeId: string,
): UseInfiniteQueryResult<InfiniteData<AccessResponse, string | null>> => {
  const { client, queryClient } = useClaude()
  return useInfiniteQuery(getEmployeeAccessQueryOptions(client, employeeId), queryClient)
}
