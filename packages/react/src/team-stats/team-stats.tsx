'use client'

import type { Period } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import type { HeadingLevel } from '../ui/heading.tsx'
import { useTeamStatsView } from './use-team-stats-view.ts'
import { TeamStatsView } from './view.tsx'

export interface TeamStatsProps {
  /** Whose team it is: everyone below them, at any depth. */
  readonly managerId: string
  readonly managerName?: string
  /** The period to show; by default the 30 days up to the newest day. When the host changes it, the table follows. */
  readonly period?: Period
  /** Called with what the viewer chose, and again when that ends on a newer day. */
  readonly onPeriodChange?: (period: Period) => void
  /** Where a person's own page is: their name then is a link. */
  readonly personHref?: (employeeId: string) => string
  /** Called when a person is opened, where there is no link. */
  readonly onPerson?: (employeeId: string) => void
  /** Where the widget stands in the page's outline; 2 by default. */
  readonly headingLevel?: HeadingLevel
}

/** A manager's people with the stats of one's choice, sortable and searchable. By name, and without ranks. */
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
