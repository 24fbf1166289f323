import type { QueryClient } from '@tanstack/react-query'
import type { ClaudeClient } from '../../data/fetch/client.ts'
import { getEmployeeAccessQueryOptions } from '../../data/query/get-employee-access-query-options.ts'
import { prefetchFirstPage } from '../../data/query/prefetch.ts'
import type { AccessLogProps } from './props.ts'

/** Reads everything that `AccessLog` with the same props requests at first. A request that fails is left to the widget. */
export const prefetchAccessLog = async (
  queryClient: QueryClient,
  client: ClaudeClient,
  { employeeId }: Pick<AccessLogProps, 'employeeId'>,
): Promise<void> => {
  await prefetchFirstPage(queryClient, getEmployeeAccessQueryOptions(client, employeeId))
}
