'use client'

import { useConnection } from '../hooks/use-connection.ts'
import { useEmployeeStats } from '../hooks/use-employee-stats.ts'
import { contentOf } from './content.ts'
import { isReading, readingInterval } from './is-reading.ts'
import { bucketFor } from './period-choice.ts'
import { type PeriodOptions, usePeriodChoice } from './use-period-choice.ts'
import { useRefetchAfterSync } from './use-refetch-after-sync.ts'
import type { StatsPanelViewProps } from './view.tsx'

interface StatsPanelOptions extends PeriodOptions {
  readonly employeeId: string
}

/** Ties the panel's machine to the server: what to ask for, and what the answers amount to. */
export const useStatsPanel = ({
  employeeId,
  ...options
}: StatsPanelOptions): Omit<StatsPanelViewProps, 'employeeName' | 'headingLevel'> => {
  const connection = useConnection()
  const { period, isSettled, picker, table, onTable } = usePeriodChoice(options, connection)

  const stats = useEmployeeStats(
    { employeeId, from: period.from, to: period.to, bucket: bucketFor(period) },
    { enabled: isSettled, refetchInterval: isReading(connection.data) ? readingInterval : false },
  )

  useRefetchAfterSync(connection.data, 'employee-stats')

  return {
    employeeId,
    connection: connection.data,
    content: contentOf(connection.data, stats),
    picker,
    table,
    onTable,
    onRetry: () => {
      if (connection.isError) void connection.refetch()
      void stats.refetch()
    },
  }
}
