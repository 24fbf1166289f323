import type { QueryClient } from '@tanstack/react-query'
import { chooseBucket } from '@windmill/claude-core/internal'
import type { ClaudeClient } from '../../data/fetch/client.ts'
import { getClaudeUsersQueryOptions } from '../../data/query/get-claude-users-query-options.ts'
import { getEmployeeStatsQueryOptions } from '../../data/query/get-employee-stats-query-options.ts'
import { prefetch, prefetchFirstPage } from '../../data/query/prefetch.ts'
import { prefetchPeriod } from '../../shared/period/prefetch-period.ts'
import { isMatchable } from './is-matchable.ts'
import type { StatsPanelProps } from './props.ts'

/**
 * Reads everything that `StatsPanel` with the same props requests at first. A request that fails is left to the widget.
 * @example
 * ```ts
 * import { dehydrate, QueryClient } from '@tanstack/react-query'
 * import { prefetchConnectClaude, prefetchStatsPanel } from '@windmill/claude-react'
 * import { claude } from '@/claude'
 *
 * export const prefetchProfile = async (cookie: string, viewerId: string, employeeId: string) => {
 *   const queryClient = new QueryClient()
 *   const client = {
 *     baseUrl: '/api/claude',
 *     viewerId,
 *     fetch: (path: RequestInfo | URL) =>
 *       claude.handler(new Request(new URL(`${path}`, 'http://localhost'), { headers: { cookie } })),
 *   }
 *   await Promise.all([
 *     prefetchStatsPanel(queryClient, client, { employeeId }),
 *     prefetchConnectClaude(queryClient, client),
 *   ])
 *   return dehydrate(queryClient) // for a `HydrationBoundary` around the widgets
 * }
 * ```
 */
export const prefetchStatsPanel = async (
  queryClient: QueryClient,
  client: ClaudeClient,
  { employeeId, ...options }: Pick<StatsPanelProps, 'employeeId' | 'period' | 'reviewPeriod'>,
): Promise<void> => {
  const { connection, period } = await prefetchPeriod(queryClient, client, options)
  if (!period) return
  const query = { employeeId, ...period, bucket: chooseBucket(period) }
  const stats = await prefetch(queryClient, getEmployeeStatsQueryOptions(client, query))
  if (!stats || !isMatchable(stats, connection, client.viewerId)) return
  const filter = { state: 'unmatched', suggestedFor: employeeId } as const
  await prefetchFirstPage(queryClient, getClaudeUsersQueryOptions(client, filter))
}
