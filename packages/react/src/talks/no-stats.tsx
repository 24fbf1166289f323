'use client'

import type { ConnectionResponse } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { CoverageLine } from '../stats-panel/coverage-line.tsx'
import { Nothing } from '../stats-panel/nothing.tsx'
import type { StatsContent } from '../stats-panel/view.tsx'
import { ProblemMessage } from '../ui/problem-message.tsx'
import type { TalkHead } from './talk-card.tsx'

interface NoStatsProps {
  readonly content: Exclude<StatsContent, { readonly kind: 'loading' }>
  readonly connection: ConnectionResponse | undefined
  readonly onRetry: () => void
  readonly head: TalkHead
}

/** Why there is nothing to say about a period, and what to do. */
export const NoStats = ({ content, connection, onRetry, head }: NoStatsProps): ReactNode => (
  <>
    {head()}
    {content.kind === 'stats' && content.response.coverage.through && content.response.coverage.claudeUsers > 0 && (
      <CoverageLine response={content.response} connection={connection} />
    )}
    {content.kind === 'problem' ? (
      <ProblemMessage problem={content.problem} onRetry={onRetry} />
    ) : (
      <Nothing content={content} connection={connection} />
    )}
  </>
)
