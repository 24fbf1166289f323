'use client'

import { cutToSettledDays } from '@windmill/claude-core/internal'
import type { ReactNode } from 'react'
import { checkPeriod } from '../../data/fetch/parse-period.ts'
import { countArrivingDays } from '../../shared/conversation/count-arriving-days.ts'
import { useConversationStats } from '../../shared/conversation/use-conversation-stats.ts'
import { useSettledInput } from '../../shared/conversation/use-settled-input.ts'
import { perViewer } from '../../shared/ui/per-viewer.tsx'
import type { ReviewStatsProps } from './props.ts'
import { ReviewStatsView } from './review-stats-view.tsx'

/**
 * Shows what changed most between the previous period and the period under review, up to the last settled day. The
 * viewer adds sentences to the review one by one. A collapsed section has all figures.
 * @example
 * ```tsx
 * import { ReviewStats } from '@windmill/claude-react'
 *
 * <ReviewStats
 *   employeeId={employee.id}
 *   employeeName={employee.name}
 *   period={{ label: 'Q3 2026', from: '2026-07-01', to: '2026-09-30' }}
 *   questions={[{ id: 'impact', label: 'Impact' }]}
 *   added={review.added}
 *   onInsert={({ text, data }) => review.add(data.questionId, text, data.observation.id)}
 *   onUndo={({ observationId, questionId }) => review.remove(questionId, observationId)}
 * />
 * ```
 */
export const ReviewStats: (props: ReviewStatsProps) => ReactNode = perViewer((props) => {
  const { employeeId, employeeName, period: reviewPeriod, headingLevel = 2, ...actions } = props
  const { period: requested = null, problem } = checkPeriod(reviewPeriod)
  const settledInput = useSettledInput()
  const period = requested && settledInput && cutToSettledDays(requested, settledInput)
  const { content, ...stats } = useConversationStats({ employeeId, period, problem, purpose: 'review' })
  const isEarly = requested && settledInput && !period && content.kind === 'loading'
  return (
    <ReviewStatsView
      {...actions}
      {...stats}
      content={isEarly ? { kind: 'early' } : content}
      employeeName={employeeName}
      label={reviewPeriod.label}
      period={period ?? requested}
      lastDay={requested?.to}
      newerDays={period && settledInput ? countArrivingDays(requested, settledInput, content) : 0}
      headingLevel={headingLevel}
    />
  )
})
