'use client'

import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { EmployeeDaysResponse } from '@windmill/claude-core'
import { useClaude } from '../../provider.tsx'
import type { ClaudeProblem } from '../fetch/claude-problem.ts'
import type { EmployeeDaysParameters } from '../fetch/get-employee-days.ts'
import { getEmployeeDaysQueryOptions } from '../query/get-employee-days-query-options.ts'
import type { employeeDaysKey } from '../query/query-keys.ts'
import { pinnedOptions } from './pinned-options.ts'
import type { QueryOverrides } from './query-overrides.ts'

/** Options of `useEmployeeDays`. */
export interface UseEmployeeDaysOptions extends EmployeeDaysParameters {
  /** TanStack Query options that override the hook's own. `@default {}` */
  readonly query?: QueryOverrides<EmployeeDaysResponse, ReturnType<typeof employeeDaysKey>>
}

/**
 * Reads the days behind one employee's figures. Allowed for the employee, the managers above them, and viewers with
 * `people:view`. All other viewers get `not_found`.
 * @throws `ClaudeProblem` with `provider_missing` outside a `ClaudeProvider`. Other problems are in `error`.
 */
export const useEmployeeDays = ({
  query,
  ...parameters
}: UseEmployeeDaysOptions): UseQueryResult<EmployeeDaysResponse, ClaudeProblem> => {
  const { client, queryClient } = useClaude()
  return useQuery({ ...pinnedOptions, ...getEmployeeDaysQueryOptions(client, parameters), ...query }, queryClient)
}
