import type { QueryClient } from '@tanstack/react-query'
import { dayAt } from '@windmill/claude-core'
import { chooseBucket, cutToSettledDays } from '@windmill/claude-core/internal'
import type { ClaudeClient } from '../../data/fetch/client.ts'
import { checkPeriod } from '../../data/fetch/parse-period.ts'
import { getConnectionQueryOptions } from '../../data/query/get-connection-query-options.ts'
import { getEmployeeStatsQueryOptions } from '../../data/query/get-employee-stats-query-options.ts'
import { prefetch } from '../../data/query/prefetch.ts'
import { getSettledInput } from '../../shared/conversation/get-settled-input.ts'
import type { ReviewStatsProps } from './props.ts'

/** Reads everything that `ReviewStats` with the same props requests at first. A request that fails is left to the widget. */
export const prefetchReviewStats = async (
  queryClient: QueryClient,
  client: ClaudeClient,
  { employeeId, period: reviewPeriod }: Pick<ReviewStatsProps, 'employeeId' | 'period'>,
): Promise<void> => {
  const connection = await prefetch(queryClient, getConnectionQueryOptions(client))
  const { period: requested } = checkPeriod(reviewPeriod)
  const period = requested && cutToSettledDays(requested, getSettledInput(connection, dayAt(Date.now())))
  if (!period) return
  const { from, to } = period
  const query = { employeeId, from, to, bucket: chooseBucket(period), purpose: 'review' } as const
  await prefetch(queryClient, getEmployeeStatsQueryOptions(client, query))
}
