'use client'

import { type Period, statIds } from '@windmill/claude-core'
import { useReducer } from 'react'
import type { PeriodInput } from '../../data/fetch/parse-period.ts'
import { useTeamStats } from '../../data/hooks/use-team-stats.ts'
import { toContent } from '../../shared/coverage/content.ts'
import { useRefetchAfterSync } from '../../shared/coverage/use-refetch-after-sync.ts'
import { chooseBucket, type ReviewPeriod } from '../../shared/period/period-choice.ts'
import { usePeriod } from '../../shared/period/use-period.ts'
import type { TeamStatsViewProps } from './props.ts'
import { initialColumns, teamColumnsReducer } from './team-columns-reducer.ts'

interface UseTeamStatsViewOptions {
  readonly managerId: string
  readonly period: PeriodInput | undefined
  readonly reviewPeriod: ReviewPeriod | undefined
  readonly onPeriodChange: ((period: Period) => void) | undefined
}

/** Reads what the viewer's choice of period and columns needs, and returns it as props of `TeamStatsView`. */
export const useTeamStatsView = ({
  managerId,
  ...options
}: UseTeamStatsViewOptions): Pick<
  TeamStatsViewProps,
  'connection' | 'content' | 'picker' | 'columns' | 'onColumns' | 'onRetry'
> => {
  const { connection, period, problem, queryOptions, picker, createRetryHandler } = usePeriod(options)
  const [columns, onColumns] = useReducer(teamColumnsReducer, initialColumns)
  const requestedStats = statIds.filter((id) => columns.stats.includes(id))
  const team = useTeamStats({
    managerId,
    ...period,
    // An empty list would request all stats.
    stats: requestedStats.length > 0 ? requestedStats : initialColumns.stats,
    ...(columns.trend && { trend: columns.trend, bucket: chooseBucket(period) }),
    query: queryOptions,
  })
  useRefetchAfterSync(connection, team.refetch)
  return {
    connection,
    content: toContent(connection, team, problem),
    picker,
    columns,
    onColumns,
    onRetry: createRetryHandler(team.refetch),
  }
}
