'use client'

import type { ReactNode } from 'react'
import type { ReviewPeriod } from '../stats-panel/period-choice.ts'
import type { Insert, ReviewData } from '../talks/insert.ts'
import { useTalkStats } from '../talks/use-talk-stats.ts'
import type { HeadingLevel } from '../ui/heading.tsx'
import { ReviewStatsView } from './view.tsx'

export interface ReviewStatsProps {
  readonly employeeId: string
  /** Whom the review is about; stands in what is handed on. Left out, the viewer is the employee. */
  readonly employeeName?: string
  /** The period under review, by its own name. */
  readonly period: ReviewPeriod
  /** Called with the whole of it, for the review to keep. Without it, it can only be copied. */
  readonly onInsert?: (insert: Insert<ReviewData>) => void
  /** Where the widget stands in the page's outline; 2 by default. */
  readonly headingLevel?: HeadingLevel
}

/** The period under review against the one before: what changed most, and all else when it is asked for. */
export const ReviewStats = (props: ReviewStatsProps): ReactNode => {
  const { employeeId, employeeName, period, onInsert, headingLevel = 2 } = props
  return (
    <ReviewStatsView
      {...useTalkStats(employeeId, period, true)}
      employeeName={employeeName}
      period={period}
      onInsert={onInsert}
      headingLevel={headingLevel}
    />
  )
}
