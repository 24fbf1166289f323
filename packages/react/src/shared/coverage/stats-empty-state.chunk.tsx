'use client'

import type { ConnectionResponse, Day } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { useClaude } from '../../provider.tsx'
import type { ExplainableProblem } from '../format/explain-problem.ts'
import { EmptyReasonMessage } from './empty-reason-message.tsx'
import { type EmptyStateInput, explainEmptyState } from './explain-empty-state.ts'
import { isWholePeriodRead } from './is-whole-period-read.ts'

/** The props of `StatsEmptyState`. */
export interface StatsEmptyStateProps {
  readonly content:
    | { readonly kind: 'not_connected' }
    | { readonly kind: 'not_found' | 'figures_not_shown'; readonly problem: ExplainableProblem }
    | { readonly kind: 'stats'; readonly response: EmptyStateInput }
  readonly connection: ConnectionResponse | undefined
  /** What to do. `@default` the text of the reason */
  readonly advice?: ReactNode
  /** Whether the viewer can choose another period. `@default true` */
  readonly canChoosePeriod?: boolean
  /** The day from which there are figures, if it is known and lies ahead. `@default null` */
  readonly figuresFrom?: Day | null
}

/** Explains why an employee has no figures. */
export const StatsEmptyState = ({ content, ...props }: StatsEmptyStateProps): ReactNode => {
  const { viewerId } = useClaude().client
  const response = content.kind === 'stats' ? content.response : null
  return (
    <EmptyReasonMessage
      {...props}
      reason={content.kind === 'stats' ? explainEmptyState(content.response, props.connection) : content.kind}
      problem={'problem' in content ? content.problem : undefined}
      isOwn={viewerId !== null && response?.employeeId === viewerId}
      coverage={response?.coverage}
      lastActiveOn={response?.lastActiveOn}
      isWholePeriodRead={response !== null && isWholePeriodRead(response)}
    />
  )
}
