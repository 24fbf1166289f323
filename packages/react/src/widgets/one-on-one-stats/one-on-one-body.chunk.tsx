'use client'

import { findObservations } from '@windmill/claude-core/observations'
import type { ReactNode } from 'react'
import { NoStats } from '../../shared/conversation/no-stats.tsx'
import { hasFigures } from '../../shared/coverage/has-figures.ts'
import { OneOnOneChanges } from './one-on-one-changes.tsx'
import type { OneOnOneBodyProps } from './props.ts'

/** The loaded content of `OneOnOneStats`: what changed, or why there is nothing to show. */
export const OneOnOneBody = (props: OneOnOneBodyProps): ReactNode => {
  const { content } = props
  if (content.kind === 'loading') return null
  if (content.kind !== 'stats') return <NoStats {...props} content={content} />
  const { response } = content
  const observations = findObservations(response)
  // There can be an observation even without activity: the employee may have stopped using a product.
  return hasFigures(response) || observations.length > 0 ? (
    // The key resets the choices when the employee or the period changes.
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
