'use client'

import type { Period } from '@windmill/claude-core'
import { useReducer } from 'react'
import type { PeriodInput } from '../../data/fetch/parse-period.ts'
import { useTeamStats } from '../../data/hooks/use-team-stats.ts'
import { toContent } from '../../shared/coverage/content.ts'
import type { ReviewPeriod } from '../../shared/period/period-choice.ts'
import { usePeriod } from '../../shared/period/use-period.ts'
import { useDelay } from '../../shared/ui/use-delay.ts'
import type { TeamStatsViewProps } from './props.ts'
import { initialColumns, teamColumnsReducer } from './team-columns-reducer.ts'
import { toTeamStatsParameters } from './to-team-stats-parameters.ts'

/** If a team has not loaded after this time, its first rows are requested and shown until the team has loaded. */
const firstRowsDelayMs = 300
const firstRowsCount = 50

interface UseTeamStatsViewOptions {
  readonly managerId: string
  readonly period: PeriodInput | undefined
  readonly reviewPeriod: ReviewPeriod | undefined
  readonly onPeriodChange: ((period: Period) => void) | undefined
}

/**
 * Fetches the stats for the chosen period and columns, and the first rows of a team that takes long to load. Returns
 * the props of `TeamStatsView` that depend on these stats.
 */
export const useTeamStatsView = ({
  managerId,
  ...options
}: UseTeamStatsViewOptions): Pick<
  TeamStatsViewProps,
  'connection' | 'content' | 'picker' | 'columns' | 'onColumnsChange' | 'onRetry'
> => {
  const { connection, period, problem, queryOptions, picker, createRetryHandler } = usePeriod(options)
  const [columns, changeColumns] = useReducer(teamColumnsReducer, initialColumns)
  const parameters = toTeamStatsParameters(managerId, period, columns)
  const query = useTeamStats({ ...parameters, query: queryOptions })
  const isSlow = useDelay(query.isPending && queryOptions.enabled !== false, firstRowsDelayMs)
  const firstRows = useTeamStats({
    ...parameters,
    limit: firstRowsCount,
    query: { ...queryOptions, enabled: isSlow },
  })
  return {
    connection,
    content: toContent(connection, query.isPending && firstRows.data ? firstRows : query, problem),
    picker,
    columns,
    onColumnsChange: changeColumns,
    onRetry: createRetryHandler(query.refetch),
  }
}
