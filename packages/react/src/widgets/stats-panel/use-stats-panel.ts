'use client'

import { chooseBucket } from '@windmill/claude-core/internal'
import { useEmployeeStats } from '../../data/hooks/use-employee-stats.ts'
import { toContent } from '../../shared/coverage/content.ts'
import { useRefetchAfterSync } from '../../shared/coverage/use-refetch-after-sync.ts'
import type { NoteProps } from '../../shared/note/props.ts'
import { type PeriodOptions, usePeriod } from '../../shared/period/use-period.ts'
import type { StatsPanelViewProps } from './props.ts'

interface StatsPanelOptions extends PeriodOptions {
  readonly employeeId: string
}

/** Holds the chosen period, loads its stats and returns the props of the view. */
export const useStatsPanel = ({
  employeeId,
  ...options
}: StatsPanelOptions): Omit<StatsPanelViewProps, 'employeeName' | 'headingLevel' | keyof NoteProps> => {
  const { connection, period, problem, queryOptions, picker, isTable, onToggleTable, createRetryHandler } =
    usePeriod(options)
  const stats = useEmployeeStats({ employeeId, ...period, bucket: chooseBucket(period), query: queryOptions })
  useRefetchAfterSync(connection, stats.refetch)
  return {
    employeeId,
    connection,
    content: toContent(connection, stats, problem),
    picker,
    isTable,
    onToggleTable,
    onRetry: createRetryHandler(stats.refetch),
  }
}
