'use client'

import type { ConnectionResponse, Period } from '@windmill/claude-core'
import { useConnection } from '../hooks/use-connection.ts'
import { useEmployeeStats } from '../hooks/use-employee-stats.ts'
import { contentOf } from '../stats-panel/content.ts'
import { isReading, readingInterval } from '../stats-panel/is-reading.ts'
import { bucketFor } from '../stats-panel/period-choice.ts'
import { useRefetchAfterSync } from '../stats-panel/use-refetch-after-sync.ts'
import type { StatsContent } from '../stats-panel/view.tsx'

export interface TalkStats {
  readonly connection: ConnectionResponse | undefined
  readonly content: StatsContent
  readonly onRetry: () => void
}

/** One employee's stats over a period that nobody chooses on screen. Nothing is asked for while it is not `enabled`. */
export const useTalkStats = (employeeId: string, { from, to }: Period, enabled: boolean): TalkStats => {
  const connection = useConnection()
  const stats = useEmployeeStats(
    { employeeId, from, to, bucket: bucketFor({ from, to }) },
    { enabled, refetchInterval: isReading(connection.data) ? readingInterval : false },
  )
  useRefetchAfterSync(connection.data, stats.refetch)
  const content = contentOf(connection.data, stats)
  return {
    connection: connection.data,
    // What is said of one period must not stand under another, not even for a moment.
    content: content.kind === 'stats' && content.isOutdated ? { kind: 'loading' } : content,
    onRetry: () => {
      if (connection.isError) void connection.refetch()
      void stats.refetch()
    },
  }
}
