'use client'

import type { ReactNode } from 'react'
import { checkPeriod } from '../../data/fetch/parse-period.ts'
import { useConversationStats } from '../../shared/conversation/use-conversation-stats.ts'
import type { ReviewStatsProps } from './props.ts'
import { ReviewStatsView } from './review-stats-view.tsx'

/** Compares the period under review with the previous one: what changed most, and all figures on demand. */
export const ReviewStats = (props: ReviewStatsProps): ReactNode => {
  const { employeeId, employeeName, period, onInsert, headingLevel = 2 } = props
  const checked = checkPeriod(period)
  return (
    <ReviewStatsView
      {...useConversationStats({ employeeId, period: checked.period ?? null, problem: checked.problem })}
      employeeName={employeeName}
      label={period.label}
      period={checked.period ?? null}
      onInsert={onInsert}
      headingLevel={headingLevel}
    />
  )
}
