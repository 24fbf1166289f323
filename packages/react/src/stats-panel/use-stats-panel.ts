'use client'

import { useEmployeeStats } from '../hooks/use-employee-stats.ts'
import { contentOf } from './content.ts'
import { bucketFor } from './period-choice.ts'
import { type PeriodOptions, usePeriod } from './use-period.ts'
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
