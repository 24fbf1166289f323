import type { QueryClient } from '@tanstack/react-query'
import { isClaudeProblem } from '../fetch/claude-problem.ts'
import type { ClaudeClient } from '../fetch/client.ts'
import { claudeKey, isKeyOf } from './query-keys.ts'

/** Whether the server refuses a viewer: not signed in, not permitted, or nothing there that they can see. */
const isRefusal = (error: unknown): boolean => isClaudeProblem(error) && [401, 403, 404].includes(error.status)

/** Refetches everything that is shown, so that the server decides again what the viewer may see. */
const refetchShownData = (queryClient: QueryClient, client: ClaudeClient) =>
  queryClient.invalidateQueries(
    // A query that has failed is left out: it has no data, and its refusal would start the next refetch.
    { queryKey: claudeKey(client), predicate: ({ state }) => state.status === 'success' },
    { cancelRefetch: false },
  )

/**
 * Drops what the viewer may no longer see. When the server refuses a refetch, drops the data of that query and
 * everything cached that is not shown, and refetches the rest. Without this, a query that fails would keep its data.
 * @returns A function that unsubscribes.
 */
export const dropWithdrawnData = (queryClient: QueryClient, client: ClaudeClient): (() => void) => {
  const cache = queryClient.getQueryCache()
  return cache.subscribe((event) => {
    if (event.type !== 'updated' || event.action.type !== 'error' || !isKeyOf(client, event.query.queryKey)) return
    const { query, action } = event
    if (!isRefusal(action.error)) return
    const isFirstAnswer = query.state.data === undefined
    const hidden = cache.findAll({
      queryKey: claudeKey(client),
      type: 'inactive',
      // A prefetch that is under way goes on.
      predicate: ({ state }) => state.data !== undefined,
    })
    // A hook can hold a removed query as the source of its placeholder, so the data itself has to go.
    for (const refused of [query, ...hidden]) refused.setState({ data: undefined, dataUpdatedAt: 0 })
    for (const removed of hidden) cache.remove(removed)
    // An unknown id says nothing about other queries.
    if (!isFirstAnswer || action.error.status !== 404) void refetchShownData(queryClient, client)
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
