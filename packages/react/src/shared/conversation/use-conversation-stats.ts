'use client'

import { type ConnectionResponse, firstServedDay, type PagePurpose, type Period } from '@windmill/claude-core'
import { chooseBucket } from '@windmill/claude-core/internal'
import type { ClaudeProblem } from '../../data/fetch/claude-problem.ts'
import { useConnection } from '../../data/hooks/use-connection.ts'
import { useEmployeeStats } from '../../data/hooks/use-employee-stats.ts'
import { type StatsContent, toContent } from '../coverage/content.ts'
import { isReadingHistory, readingIntervalMs } from '../coverage/is-reading-history.ts'

/** The figures of a widget that prepares a 1:1 or a review. */
export interface ConversationStats {
  readonly connection: ConnectionResponse | undefined
  readonly content: StatsContent
  /** Refetches the stats, and also the connection if the connection could not be loaded. */
  readonly onRetry: () => void
}

interface ConversationStatsOptions {
  readonly employeeId: string
  /** The period to read. While it is null, no stats are requested. */
  readonly period: Period | null
  /** Why the host's dates cannot be used. Null if they can be used. */
  readonly problem: ClaudeProblem | null
  readonly purpose: PagePurpose
}

/** Returns one employee's stats over a fixed period, and keeps them up to date. */
export const useConversationStats = ({
  employeeId,
  period,
  problem,
  purpose,
}: ConversationStatsOptions): ConversationStats => {
  const connection = useConnection()
  const { from, to } = period ?? { from: firstServedDay, to: firstServedDay }
  const stats = useEmployeeStats({
    employeeId,
    from,
    to,
    bucket: chooseBucket({ from, to }),
    purpose,
    query: {
      enabled: period !== null,
      refetchInterval: isReadingHistory(connection.data) ? readingIntervalMs : false,
    },
  })
  const content = toContent(connection.data, stats, problem)
  return {
    connection: connection.data,
    // Observations of one period must never show under another period, not even for a moment.
    content: content.kind === 'stats' && content.isOutdated ? { kind: 'loading' } : content,
    onRetry: () => {
      if (connection.isError) void connection.refetch()
      void stats.refetch()
    },
  }
}
