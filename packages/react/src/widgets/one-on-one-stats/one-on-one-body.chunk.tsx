'use client'

import { findObservations } from '@windmill/claude-core/observations'
import type { ReactNode } from 'react'
import { NoStats } from '../../shared/conversation/no-stats.tsx'
import { hasFigures } from '../../shared/coverage/has-figures.ts'
import { OneOnOneChanges } from './one-on-one-changes.tsx'
import type { OneOnOneBodyProps } from './props.ts'
import { TooFewDays } from './too-few-days.tsx'

/** What `OneOnOneStats` shows, whatever there is. */
export const OneOnOneBody = (props: OneOnOneBodyProps): ReactNode => {
  const { content } = props
  if (content.kind === 'loading') return null
  if (content.kind === 'early') return <TooFewDays {...content} head={props.head} />
  if (content.kind !== 'stats') return <NoStats {...props} content={content} />
  const { response } = content
  const observations = findObservations(response)
  // Someone who did nothing in these days may have stopped something: that is worth saying.
  return hasFigures(response) || observations.length > 0 ? (
    // What was added was of these days.
    <OneOnOneChanges
      key={`${response.employeeId} ${response.period.from} ${response.period.to}`}
      {...props}
      response={response}
      observations={observations}
    />
  ) : (
    <NoStats {...props} content={content} />
  )
}
