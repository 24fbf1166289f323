import type { QueryClient } from '@tanstack/react-query'
import type { ClaudeClient } from '../../data/fetch/client.ts'
import { getConnectionQueryOptions } from '../../data/query/get-connection-query-options.ts'
import { prefetch } from '../../data/query/prefetch.ts'

/** Reads everything that `ConnectClaude` requests at first. A request that fails is left to the widget. */
export const prefetchConnectClaude = async (queryClient: QueryClient, client: ClaudeClient): Promise<void> => {
  await prefetch(queryClient, getConnectionQueryOptions(client))
}
