'use client'

import { findObservations } from '@windmill/claude-core/observations'
import type { ReactNode } from 'react'
import { NoSettledDays } from '../../shared/conversation/no-settled-days.tsx'
import { NoStats } from '../../shared/conversation/no-stats.tsx'
import { hasFigures } from '../../shared/coverage/has-figures.ts'
import type { ReviewBodyProps } from './props.ts'
import { ReviewFigures } from './review-figures.tsx'

/** The loaded content of `ReviewStats`: the figures, or why there are none. */
export const ReviewBody = (props: ReviewBodyProps): ReactNode => {
  const { content } = props
  if (content.kind === 'loading') return null
  if (content.kind === 'early') return <NoSettledDays renderHeader={props.renderHeader} />
  if (content.kind !== 'stats') return <NoStats {...props} content={content} />
  const { response } = content
  return hasFigures(response) || findObservations(response).length > 0 ? (
    // The key resets the choices when the employee or the period changes.
    <ReviewFigures
      key={`${response.employeeId} ${response.period.from} ${response.period.to}`}
      {...props}
      response={response}
    />
  ) : (
    <NoStats {...props} content={content} />
  )
}
