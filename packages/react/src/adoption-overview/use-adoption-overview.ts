'use client'

import { useAdoption } from '../hooks/use-adoption.ts'
import { useConnection } from '../hooks/use-connection.ts'
import { contentOf } from '../stats-panel/content.ts'
import { isReading, readingInterval } from '../stats-panel/is-reading.ts'
import { bucketFor } from '../stats-panel/period-choice.ts'
import { type PeriodOptions, usePeriodChoice } from '../stats-panel/use-period-choice.ts'
import { useRefetchAfterSync } from '../stats-panel/use-refetch-after-sync.ts'
import type { AdoptionOverviewViewProps } from './view.tsx'

/** Ties the overview to the server: what to ask for, and what the answers amount to. */
export const useAdoptionOverview = (options: PeriodOptions): Omit<AdoptionOverviewViewProps, 'headingLevel'> => {
  const connection = useConnection()
  const { period, isSettled, picker, table, onTable } = usePeriodChoice(options, connection)
  const adoption = useAdoption(
    { from: period.from, to: period.to, bucket: bucketFor(period) },
    { enabled: isSettled, refetchInterval: isReading(connection.data) ? readingInterval : false },
  )
  useRefetchAfterSync(connection.data, 'adoption')
  return {
    connection: connection.data,
    content: contentOf(connection.data, adoption),
    picker,
    table,
    onTable,
    onRetry: () => {
      if (connection.isError) void connection.refetch()
      void adoption.refetch()
    },
  }
}
