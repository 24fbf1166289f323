'use client'

import {
  addDays,
  type ConnectionResponse,
  type Day,
  type EmployeeStatsResponse,
  provisionalDays,
} from '@windmill/claude-core'
import type { ReactNode } from 'react'
import type { StatsContent } from '../coverage/content.ts'
import { CoverageLine } from '../coverage/coverage-line.tsx'
import { StatsEmptyState } from '../coverage/stats-empty-state.chunk.tsx'
import { ProblemMessage } from '../ui/problem-message.tsx'
import type { RenderHeader } from './conversation-card.tsx'

interface NoStatsProps {
  readonly content: Exclude<StatsContent, { readonly kind: 'loading' }>
  readonly connection: ConnectionResponse | undefined
  readonly onRetry: () => void
  readonly renderHeader: RenderHeader
  /** The last day that the widget will ever cover. `@default` none, because it moves on with the days */
  readonly lastDay?: Day | undefined
}

/** Explains in a conversation widget why there are no stats, and what to do. */
export const NoStats = ({ content, connection, onRetry, renderHeader, lastDay }: NoStatsProps): ReactNode => (
  <>
    {renderHeader()}
    {content.kind === 'stats' && content.response.coverage.through && content.response.coverage.claudeUsers > 0 && (
      <CoverageLine response={content.response} connection={connection} />
    )}
    {content.kind === 'problem' ? (
      <ProblemMessage problem={content.problem} onRetry={onRetry} />
    ) : (
      <StatsEmptyState
        content={content}
        connection={connection}
        canChoosePeriod={false}
        figuresFrom={content.kind === 'stats' ? findFirstFigures(content.response, lastDay) : null}
      />
    )}
  </>
)

/** Maximum number of days until Claude has published a day. */
const publishingDays = 2

/**
 * Returns about when the first day of someone who started after the period is settled. Null if they started before its
 * end, or if that day will never be covered.
 */
const findFirstFigures = ({ period, coverage: { startedOn } }: EmployeeStatsResponse, lastDay: Day | undefined) =>
  startedOn && startedOn > period.to && startedOn <= (lastDay ?? startedOn)
    ? addDays(startedOn, publishingDays + provisionalDays)
    : null
