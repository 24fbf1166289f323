'use client'

import { type InfiniteData, type UseInfiniteQueryResult, useInfiniteQuery } from '@tanstack/react-query'
import type { AccessResponse } from '@windmill/claude-core'
import { useClaude } from '../../provider.tsx'
import type { ClaudeProblem } from '../fetch/claude-problem.ts'
import { getEmployeeAccessQueryOptions } from '../query/get-employee-access.ts'
import type { employeeAccessKey } from '../query/query-keys.ts'
import type { InfiniteQueryOverrides } from './query-overrides.ts'

export interface UseEmployeeAccessOptions {
  readonly employeeId: string
  readonly query?: InfiniteQueryOverrides<AccessResponse, ReturnType<typeof employeeAccessKey>>
}

/** Who can see an employee's stats, and who read them; `fetchNextPage` adds older reads. For the employee and admins. */
export const useEmployeeAccess = ({
  employeeId,
  query,
}: UseEmployeeAccessOptions): UseInfiniteQueryResult<InfiniteData<AccessResponse, string | null>, ClaudeProblem> => {
  const { client, queryClient } = useClaude()
  return useInfiniteQuery({ ...getEmployeeAccessQueryOptions(client, employeeId), ...query }, queryClient)
}
