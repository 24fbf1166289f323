'use client'

import type { ReactNode } from 'react'
import { perViewer } from '../../shared/ui/per-viewer.tsx'
import type { TeamStatsProps } from './props.ts'
import { TeamStatsView } from './team-stats-view.tsx'
import { useTeamStatsView } from './use-team-stats-view.ts'

/**
 * Shows everyone below a manager with their stats, in a table that can be searched and sorted. The viewer chooses the
 * columns. People are sorted by name at first, and there are no ranks.
 * @example
 * ```tsx
 * import { TeamStats } from '@windmill/claude-react'
 *
 * <TeamStats managerId={manager.id} managerName={manager.name} personHref={(id) => `/people/${id}`} />
 * ```
 */
export const TeamStats: (props: TeamStatsProps) => ReactNode = perViewer((props) => {
  const { managerId, period, onPeriodChange, headingLevel = 2, ...viewProps } = props
  return (
    <TeamStatsView
      {...useTeamStatsView({ managerId, period, reviewPeriod: undefined, onPeriodChange })}
      {...viewProps}
      headingLevel={headingLevel}
    />
  )
})
