'use client'

import { findObservations } from '@windmill/claude-core/observations'
import type { ReactNode } from 'react'
import { hasFigures } from '../stats-panel/activity.ts'
import { NoStats } from '../talks/no-stats.tsx'
import type { TalkHead } from '../talks/talk-card.tsx'
import { Packet } from './packet.tsx'
import type { ReviewStatsViewProps } from './view.tsx'

export interface ReviewBodyProps extends ReviewStatsViewProps {
  readonly head: TalkHead
}

/** What `ReviewStats` shows, whatever there is. */
export const ReviewBody = (props: ReviewBodyProps): ReactNode => {
  const { content } = props
  if (content.kind === 'loading') return null
  if (content.kind !== 'stats') return <NoStats {...props} content={content} />
  const { response } = content
  return hasFigures(response) || findObservations(response).length > 0 ? (
    <Packet {...props} response={response} />
  ) : (
    <NoStats {...props} content={content} />
  )
}
