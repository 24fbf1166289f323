import type { QueryClient } from '@tanstack/react-query'
import type { ClaudeClient } from '../../data/fetch/client.ts'
import { getLogQueryOptions } from '../../data/query/get-log-query-options.ts'
import { prefetchFirstPage } from '../../data/query/prefetch.ts'

/** Reads everything that `AuditLog` requests at first. A request that fails is left to the widget. */
export const prefetchAuditLog = async (queryClient: QueryClient, client: ClaudeClient): Promise<void> => {
  await prefetchFirstPage(queryClient, getLogQueryOptions(client))
}
