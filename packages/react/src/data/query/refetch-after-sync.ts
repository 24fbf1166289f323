import { hashKey, type InfiniteData, type Query, type QueryClient } from '@tanstack/react-query'
import type { ClaudeUsersFilter, ClaudeUsersResponse, ConnectionResponse } from '@windmill/claude-core'
import type { ClaudeClient } from '../fetch/client.ts'
import { claudeKey, connectionKey } from './query-keys.ts'

/**
 * Refetches everything that is shown after each sync and after an erase by someone else, so that an open page shows
 * what is stored. A widget that polls the connection tells all other widgets of the page.
 * @returns A function that stops refetching.
 */
export const refetchAfterSync = (queryClient: QueryClient, client: ClaudeClient): (() => void) => {
  const key = connectionKey(client)
  const hash = hashKey(key)
  let lastSync = describeSync(queryClient.getQueryData(key))
  return queryClient.getQueryCache().subscribe(({ type, query }) => {
    if (type !== 'updated' || query.queryHash !== hash) return
    const sync = describeSync(query.state.data)
    if (sync === undefined || sync === lastSync) return
    const isFirst = lastSync === undefined
    lastSync = sync
    if (isFirst) return
    // A request that began before the end of the sync is canceled and sent again.
    void queryClient.invalidateQueries({
      queryKey: claudeKey(client),
      // The fourth part of a key names the endpoint.
      predicate: (other) => other.queryKey[3] !== 'connection' && !hasDecidedRows(other),
    })
  })
}

const describeSync = (connection: ConnectionResponse | undefined): string | undefined =>
  connection && `${connection.lastSyncAt} ${connection.coverage?.through}`

/**
 * Returns whether a query is a list of Claude users with rows that no longer match its filter. The viewer has linked or
 * ignored them and is still at work on the list, so they must not disappear.
 */
const hasDecidedRows = ({ queryKey, state }: Query): boolean => {
  if (queryKey[3] !== 'claude-users') return false
  const filter = queryKey[4] as ClaudeUsersFilter | undefined
  const list = state.data as InfiniteData<ClaudeUsersResponse> | undefined
  const isDecided = (user: { readonly state: string }) => filter?.state !== undefined && user.state !== filter.state
  return list?.pages.some(({ claudeUsers }) => claudeUsers.some(isDecided)) ?? false
}
