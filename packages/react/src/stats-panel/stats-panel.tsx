'use client'

import type { Period } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import type { HeadingLevel } from '../ui/heading.tsx'
import type { ReviewPeriod } from './period-choice.ts'
import { useStatsPanel } from './use-stats-panel.ts'
import { StatsPanelView } from './view.tsx'

export interface StatsPanelProps {
  readonly employeeId: string
  readonly employeeName?: string
  /** The period to show; by default the 30 days up to the newest day. When the host changes it, the panel follows. */
  readonly period?: Period
  /** Offered among the periods, under its own name. */
  readonly reviewPeriod?: ReviewPeriod
  /** Called with what the viewer chose, and again when that ends on a newer day. */
  readonly onPeriodChange?: (period: Period) => void
  /** Where the panel stands in the page's outline; 2 by default. */
  readonly headingLevel?: HeadingLevel
}

/** One employee's twenty stats by product, with their trend and the change against the period before. */
export const StatsPanel = (props: StatsPanelProps): ReactNode => {
  const { employeeName, headingLevel = 2 } = props
  return <StatsPanelView {...useStatsPanel(props)} employeeName={employeeName} headingLevel={headingLevel} />
}
