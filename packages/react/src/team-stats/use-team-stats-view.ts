'use client'

import { type Period, statIds } from '@windmill/claude-core'
import { useReducer } from 'react'
import { useTeamStats } from '../hooks/use-team-stats.ts'
import { contentOf } from '../stats-panel/content.ts'
import { bucketFor, type ReviewPeriod } from '../stats-panel/period-choice.ts'
import { usePeriod } from '../stats-panel/use-period.ts'
import { useRefetchAfterSync } from '../stats-panel/use-refetch-after-sync.ts'
import { columnsReducer, initialColumns } from './machine.ts'
import type { TeamStatsViewProps } from './view.tsx'

interface TeamStatsOptions {
  readonly managerId: string
  readonly period: Period | undefined
  readonly reviewPeriod: ReviewPeriod | undefined
  readonly onPeriodChange: ((period: Period) => void) | undefined
}

/** Ties the choice of columns and period to the server. */
export const useTeamStatsView = ({
  managerId,
  ...options
}: TeamStatsOptions): Pick<
  TeamStatsViewProps,
  'connection' | 'content' | 'picker' | 'columns' | 'onColumns' | 'onRetry'
> => {
  const { connection, period, asking, picker, onRetry } = usePeriod(options)
  const [columns, onColumns] = useReducer(columnsReducer, initialColumns)
  const asked = statIds.filter((id) => columns.stats.includes(id))
  const team = useTeamStats(
    {
      managerId,
      ...period,
      // None would mean all.
      stats: asked.length > 0 ? asked : initialColumns.stats,
      ...(columns.trend && { trend: columns.trend, bucket: bucketFor(period) }),
    },
    asking,
  )
  useRefetchAfterSync(connection, team.refetch)
  return {
    connection,
    content: contentOf(connection, team),
    picker,
    columns,
    onColumns,
    onRetry: onRetry(team.refetch),
  }
}
