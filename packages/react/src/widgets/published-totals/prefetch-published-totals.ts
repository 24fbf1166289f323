import type { QueryClient } from '@tanstack/react-query'
import type { ClaudeClient } from '../../data/fetch/client.ts'
import { getConnectionQueryOptions } from '../../data/query/get-connection-query-options.ts'
import { getTotalsQueryOptions } from '../../data/query/get-totals-query-options.ts'
import { prefetch } from '../../data/query/prefetch.ts'

/** Reads everything that `PublishedTotals` requests at first. A request that fails is left to the widget. */
export const prefetchPublishedTotals = async (queryClient: QueryClient, client: ClaudeClient): Promise<void> => {
  await Promise.all([
    prefetch(queryClient, getTotalsQueryOptions(client)),
    prefetch(queryClient, getConnectionQueryOptions(client)),
  ])
}
