'use client'

import type { UseQueryResult } from '@tanstack/react-query'
import type { ConnectionResponse, Period } from '@windmill/claude-core'
import { asProblem } from '../fetch/claude-problem.ts'
import { useEmployeeStats } from '../hooks/use-employee-stats.ts'
import { bucketFor, type ReviewPeriod } from './period-choice.ts'
import { usePeriod } from './use-period.ts'
import { useRefetchAfterSync } from './use-refetch-after-sync.ts'
import type { ContentOf, StatsPanelViewProps } from './view.tsx'

interface StatsPanelOptions {
  readonly employeeId: string
  readonly period: Period | undefined
  readonly reviewPeriod: ReviewPeriod | undefined
  readonly onPeriodChange: ((period: Period) => void) | undefined
}

/** Ties the panel's machine to the server: what to ask for, and what the answers amount to. */
export const useStatsPanel = ({
  employeeId,
  ...options
}: StatsPanelOptions): Omit<StatsPanelViewProps, 'employeeName' | 'headingLevel'> => {
  const { connection, period, asking, picker, table, onTable, onRetry } = usePeriod(options)
  const stats = useEmployeeStats({ employeeId, ...period, bucket: bucketFor(period) }, asking)
  useRefetchAfterSync(connection, stats.refetch)
  return {
    employeeId,
    connection,
    content: contentOf(connection, stats),
    picker,
    table,
    onTable,
    onRetry: onRetry(stats.refetch),
  }
}

/** What a connection and the answer to a question for figures amount to. */
export const contentOf = <Response>(
  connection: ConnectionResponse | undefined,
  { data, error, isPlaceholderData }: Pick<UseQueryResult<Response>, 'data' | 'error' | 'isPlaceholderData'>,
): ContentOf<Response> => {
  // Counts that were kept at disconnecting still show.
  if (connection?.status === 'disconnected' && !connection.coverage) return { kind: 'not_connected' }
  if (error) {
    const problem = asProblem(error)
    return problem.code === 'not_found' ? { kind: 'not_found' } : { kind: 'problem', problem }
  }
  return data ? { kind: 'stats', response: data, isOutdated: isPlaceholderData } : { kind: 'loading' }
}
