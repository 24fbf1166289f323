import type { QueryClient } from '@tanstack/react-query'
import { dayAt } from '@windmill/claude-core'
import { chooseBucket, findLastSettledDay } from '@windmill/claude-core/internal'
import type { ClaudeClient } from '../../data/fetch/client.ts'
import { checkDate } from '../../data/fetch/parse-period.ts'
import { getConnectionQueryOptions } from '../../data/query/get-connection-query-options.ts'
import { getEmployeeStatsQueryOptions } from '../../data/query/get-employee-stats-query-options.ts'
import { prefetch } from '../../data/query/prefetch.ts'
import { getSettledInput } from '../../shared/conversation/get-settled-input.ts'
import { chooseMeetingPeriod } from './choose-meeting-period.ts'
import type { OneOnOneStatsProps } from './props.ts'

/**
 * Reads everything that `OneOnOneStats` with the same props requests at first. A request that fails is left to the
 * widget.
 */
export const prefetchOneOnOneStats = async (
  queryClient: QueryClient,
  client: ClaudeClient,
  { employeeId, lastMeetingOn }: Pick<OneOnOneStatsProps, 'employeeId' | 'lastMeetingOn'>,
): Promise<void> => {
  const connection = await prefetch(queryClient, getConnectionQueryOptions(client))
  const today = dayAt(Date.now())
  const lastSettledDay = findLastSettledDay(getSettledInput(connection, today))
  const { date, problem } = checkDate(lastMeetingOn)
  if (problem || !lastSettledDay) return
  const { period } = chooseMeetingPeriod(date, lastSettledDay, today)
  const query = { employeeId, ...period, bucket: chooseBucket(period), purpose: 'one_on_one' } as const
  await prefetch(queryClient, getEmployeeStatsQueryOptions(client, query))
}
