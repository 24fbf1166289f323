import type { QueryClient } from '@tanstack/react-query'
import type { ClaudeClient } from '../../data/fetch/client.ts'
import { getClaudeUsersQueryOptions } from '../../data/query/get-claude-users-query-options.ts'
import { prefetchFirstPage } from '../../data/query/prefetch.ts'
import { defaultFilter, findActionableState } from './mapping-filters.ts'

/** Reads everything that `ClaudeUserMapping` requests at first. A request that fails is left to the widget. */
export const prefetchClaudeUserMapping = async (queryClient: QueryClient, client: ClaudeClient): Promise<void> => {
  const page = await prefetchFirstPage(queryClient, getClaudeUsersQueryOptions(client, { state: defaultFilter }))
  const state = page && findActionableState(page.counts)
  // The default filter is still fresh, so it is not requested twice.
  if (state) await prefetchFirstPage(queryClient, getClaudeUsersQueryOptions(client, { state }))
}
