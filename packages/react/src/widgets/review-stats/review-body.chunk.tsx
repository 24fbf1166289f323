'use client'

import { findObservations } from '@windmill/claude-core/observations'
import type { ReactNode } from 'react'
import { NoStats } from '../../shared/conversation/no-stats.tsx'
import { hasFigures } from '../../shared/coverage/has-figures.ts'
import type { ReviewBodyProps } from './props.ts'
import { ReviewFigures } from './review-figures.tsx'

/** The loaded content of `ReviewStats`: the figures, or why there are none. */
export const ReviewBody = (props: ReviewBodyProps): ReactNode => {
  const { content } = props
  if (content.kind === 'loading') return null
  if (content.kind !== 'stats') return <NoStats {...props} content={content} />
  const { response } = content
  return hasFigures(response) || findObservations(response).length > 0 ? (
    <ReviewFigures {...props} response={response} />
  ) : (
    <NoStats {...props} content={content} />
  )
}
