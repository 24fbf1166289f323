import type { QueryClient } from '@tanstack/react-query'
import type { ClaudeClient } from '../../data/fetch/client.ts'
import { getConnectionQueryOptions } from '../../data/query/get-connection-query-options.ts'
import { getReconciliationQueryOptions } from '../../data/query/get-reconciliation-query-options.ts'
import { prefetch } from '../../data/query/prefetch.ts'
import { canManageConnection } from '../../shared/connection/can-manage-connection.ts'

/** Reads everything that `SyncStatus` requests at first. A request that fails is left to the widget. */
export const prefetchSyncStatus = async (queryClient: QueryClient, client: ClaudeClient): Promise<void> => {
  const connection = await prefetch(queryClient, getConnectionQueryOptions(client))
  if (canManageConnection(connection)) await prefetch(queryClient, getReconciliationQueryOptions(client))
}
