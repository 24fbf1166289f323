import type { QueryClient } from '@tanstack/react-query'
import { isClaudeProblem } from '../fetch/claude-problem.ts'
import type { ClaudeClient } from '../fetch/client.ts'
import { claudeKey, isKeyOf } from './query-keys.ts'

/** Returns whether the server refused the viewer: not signed in, not permitted, or not found. */
const isRefusal = (error: unknown): boolean => isClaudeProblem(error) && [401, 403, 404].includes(error.status)

/** Refetches everything that is shown, so that the server decides again what the viewer may see. */
const refetchShownData = (queryClient: QueryClient, client: ClaudeClient) =>
  queryClient.invalidateQueries(
    // Failed queries are left out: they have no data, and if they were refused again, the refetch would never end.
    { queryKey: claudeKey(client), predicate: ({ state }) => state.status === 'success' },
    { cancelRefetch: false },
  )

/**
 * Drops data that the viewer may no longer see. When the server refuses a query, drops the data of that query and all
 * cached data that is not shown, and refetches the rest. By default, a query keeps its data when a refetch fails.
 * @returns A function that stops dropping data.
 */
export const dropWithdrawnData = (queryClient: QueryClient, client: ClaudeClient): (() => void) => {
  const cache = queryClient.getQueryCache()
  return cache.subscribe((event) => {
    if (event.type !== 'updated' || event.action.type !== 'error' || !isKeyOf(client, event.query.queryKey)) return
    const { query, action } = event
    if (!isRefusal(action.error)) return
    const isFirstResponse = query.state.data === undefined
    const hiddenQueries = cache.findAll({
      queryKey: claudeKey(client),
      type: 'inactive',
      // A running prefetch has no data yet, and continues.
      predicate: ({ state }) => state.data !== undefined,
    })
    // A hook can still read a removed query as its placeholder, so the data is cleared as well.
    for (const withdrawn of [query, ...hiddenQueries]) withdrawn.setState({ data: undefined, dataUpdatedAt: 0 })
    for (const removed of hiddenQueries) cache.remove(removed)
    // A 404 on the first response may only mean that the id is unknown. Other queries are then not affected.
    if (!isFirstResponse || action.error.status !== 404) void refetchShownData(queryClient, client)
  })
}

/** Rethrows the failure of an action. If the server refused the viewer, refetches what is shown. */
export const recheckAccess = async <Value>(
  queryClient: QueryClient,
  client: ClaudeClient,
  action: Promise<Value>,
): Promise<Value> => {
  try {
    return await action
  } catch (error) {
    if (isRefusal(error)) void refetchShownData(queryClient, client)
    throw error
  }
}
