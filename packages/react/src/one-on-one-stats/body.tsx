'use client'

import { findObservations } from '@windmill/claude-core/observations'
import type { ReactNode } from 'react'
import { hasFigures } from '../stats-panel/activity.ts'
import { NoStats } from '../talks/no-stats.tsx'
import type { TalkHead } from '../talks/talk-card.tsx'
import { Early } from './early.tsx'
import { Since } from './since.tsx'
import type { OneOnOneStatsViewProps } from './view.tsx'

export interface OneOnOneBodyProps extends OneOnOneStatsViewProps {
  readonly head: TalkHead
}

/** What `OneOnOneStats` shows, whatever there is. */
export const OneOnOneBody = (props: OneOnOneBodyProps): ReactNode => {
  const { content } = props
  if (content.kind === 'loading') return null
  if (content.kind === 'early') return <Early {...content} head={props.head} />
  if (content.kind !== 'stats') return <NoStats {...props} content={content} />
  const { response } = content
  const observations = findObservations(response)
  // Someone who did nothing in these days may have stopped something: that is worth saying.
  return hasFigures(response) || observations.length > 0 ? (
    // What was added was of these days.
    <Since
      key={`${response.employeeId} ${response.period.from} ${response.period.to}`}
      {...props}
      response={response}
      observations={observations}
    />
  ) : (
    <NoStats {...props} content={content} />
  )
}
