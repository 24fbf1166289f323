'use client'

import type { ConnectionResponse } from '@windmill/claude-core'
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
}

/** Explains in a conversation widget why there are no stats, and what to do. */
export const NoStats = ({ content, connection, onRetry, renderHeader }: NoStatsProps): ReactNode => (
  <>
    {renderHeader()}
    {content.kind === 'stats' && content.response.coverage.through && content.response.coverage.claudeUsers > 0 && (
      <CoverageLine response={content.response} connection={connection} />
    )}
    {content.kind === 'problem' ? (
      <ProblemMessage problem={content.problem} onRetry={onRetry} />
    ) : (
      <StatsEmptyState content={content} connection={connection} />
    )}
  </>
)
