'use client'

import { type ReactNode, useState } from 'react'
import { useClaude } from '../../provider.tsx'
import { hasFigures } from '../../shared/coverage/has-figures.ts'
import { StatsEmptyState } from '../../shared/coverage/stats-empty-state.chunk.tsx'
import { OnDemand } from '../../shared/ui/on-demand.tsx'
import { isMatchable } from './is-matchable.ts'
import { lazyLikelyUsers } from './likely-users.lazy.ts'
import type { StatsPanelViewProps } from './props.ts'

/**
 * Explains why there are no figures. Viewers who may link Claude users can link a likely one here. The result and its
 * undo stay when the figures appear.
 */
export const PanelEmptyState = ({
  content,
  connection,
}: Pick<StatsPanelViewProps, 'content' | 'connection'>): ReactNode => {
  const { viewerId } = useClaude().client
  const [unmatchedId, setUnmatchedId] = useState<string | null>(null)
  if (content.kind === 'loading' || content.kind === 'problem') return null
  const response = content.kind === 'stats' ? content.response : null
  const employeeId = response?.employeeId
  const canMatch = response !== null && isMatchable(response, connection, viewerId)
  if (canMatch && unmatchedId !== response.employeeId) setUnmatchedId(response.employeeId)

  const renderMessage = (advice?: ReactNode) =>
    !(response && hasFigures(response)) && (
      <StatsEmptyState content={content} connection={connection} advice={canMatch ? advice : undefined} />
    )
  return employeeId && employeeId === unmatchedId ? (
    <OnDemand part={lazyLikelyUsers} renderFallback={() => renderMessage()}>
      {({ LikelyUsers }) => <LikelyUsers key={employeeId} employeeId={employeeId} renderMessage={renderMessage} />}
    </OnDemand>
  ) : (
    renderMessage()
  )
}
