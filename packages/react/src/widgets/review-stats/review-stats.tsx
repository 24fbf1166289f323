'use client'

import type { ReactNode } from 'react'
import { checkPeriod } from '../../data/fetch/parse-period.ts'
import { useConversationStats } from '../../shared/conversation/use-conversation-stats.ts'
import { perViewer } from '../../shared/ui/per-viewer.tsx'
import type { ReviewStatsProps } from './props.ts'
import { ReviewStatsView } from './review-stats-view.tsx'

/** Shows what changed most between the previous period and the period under review, and all figures on demand. */
export const ReviewStats: (props: ReviewStatsProps) => ReactNode = perViewer((props) => {
  const { employeeId, employeeName, period, onInsert, note, onNoteChange, headingLevel = 2 } = props
  const checkedPeriod = checkPeriod(period)
  return (
    <ReviewStatsView
      {...useConversationStats({
        employeeId,
        period: checkedPeriod.period ?? null,
        problem: checkedPeriod.problem,
        purpose: 'review',
      })}
      employeeName={employeeName}
      label={period.label}
      period={checkedPeriod.period ?? null}
      onInsert={onInsert}
      note={note}
      onNoteChange={onNoteChange}
      headingLevel={headingLevel}
    />
  )
})
