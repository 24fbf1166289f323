import { queryOptions } from '@tanstack/react-query'
import type { EmployeesResponse } from '@windmill/claude-core'
import type { ClaudeClient } from '../fetch/client.ts'
import { getEmployees } from '../fetch/get-employees.ts'
import { employeesKey } from './query-keys.ts'
import { retry } from './retry.ts'

export const getEmployeesQueryOptions = (client: ClaudeClient, search: string): EmployeesQueryOptions =>
  queryOptions({
    queryKey: employeesKey(client, search),
    queryFn: ({ signal }) => getEmployees(client, search, { signal }),
    staleTime: 60_000,
    retry,
  })

export type EmployeesQueryOptions = ReturnType<
  typeof queryOptions<EmployeesResponse, Error, EmployeesResponse, ReturnType<typeof employeesKey>>
>
