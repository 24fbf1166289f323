'use client'

import type { ReactNode } from 'react'
import type { TeamStatsProps } from './props.ts'
import { TeamStatsView } from './team-stats-view.tsx'
import { useTeamStatsView } from './use-team-stats-view.ts'

/** The people below a manager with selectable stats, sortable and searchable. Sorted by name at first; there are no ranks. */
export const TeamStats = (props: TeamStatsProps): ReactNode => {
  const { managerId, period, onPeriodChange, headingLevel = 2, ...rest } = props
  return (
    <TeamStatsView
      {...useTeamStatsView({ managerId, period, reviewPeriod: undefined, onPeriodChange })}
      {...rest}
      headingLevel={headingLevel}
    />
  )
}
