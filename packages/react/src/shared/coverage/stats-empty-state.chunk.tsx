'use client'

import type { ConnectionResponse } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { EmptyReasonMessage } from './empty-reason-message.tsx'
import { type EmptyStateInput, explainEmptyState } from './explain-empty-state.ts'
import { isWholePeriodRead } from './is-whole-period-read.ts'

/** The props of `StatsEmptyState`. */
export interface StatsEmptyStateProps {
  readonly content:
    | { readonly kind: 'not_connected' | 'not_found' | 'figures_not_shown' }
    | { readonly kind: 'stats'; readonly response: EmptyStateInput }
  readonly connection: ConnectionResponse | undefined
  /** What to do. `@default` the text of the reason */
  readonly advice?: ReactNode
}

/** Explains why an employee has no figures. */
export const StatsEmptyState = ({ content, connection, advice }: StatsEmptyStateProps): ReactNode => {
  const response = content.kind === 'stats' ? content.response : null
  return (
    <EmptyReasonMessage
      reason={content.kind === 'stats' ? explainEmptyState(content.response, connection) : content.kind}
      coverage={response?.coverage}
      lastActiveOn={response?.lastActiveOn}
      isWholePeriodRead={response !== null && isWholePeriodRead(response)}
      connection={connection}
      advice={advice}
    />
  )
}
