'use client'

import type { Day } from '@windmill/claude-core'
import { chooseBucket } from '@windmill/claude-core/internal'
import { useState } from 'react'
import { useEmployeeStats } from '../../data/hooks/use-employee-stats.ts'
import { toContent } from '../../shared/coverage/content.ts'
import type { NoteProps } from '../../shared/note/props.ts'
import { type PeriodOptions, usePeriod } from '../../shared/period/use-period.ts'
import type { StatsPanelViewProps } from './props.ts'

interface StatsPanelOptions extends PeriodOptions {
  readonly employeeId: string
}

/**
 * Holds the chosen period, loads its stats and returns the props of the view. For someone who has left, the presets end
 * on their last day, which the first response names.
 */
export const useStatsPanel = ({
  employeeId,
  ...options
}: StatsPanelOptions): Omit<StatsPanelViewProps, 'employeeName' | 'headingLevel' | keyof NoteProps> => {
  const [archivedOn, setArchivedOn] = useState<Day | null>(null)
  const { connection, period, problem, queryOptions, picker, isTable, onToggleTable, createRetryHandler } = usePeriod({
    ...options,
    archivedOn,
  })
  const stats = useEmployeeStats({ employeeId, ...period, bucket: chooseBucket(period), query: queryOptions })
  const lastDay = stats.data?.coverage.archivedOn ?? null
  if (stats.data && !stats.isPlaceholderData && lastDay !== archivedOn) setArchivedOn(lastDay)
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
