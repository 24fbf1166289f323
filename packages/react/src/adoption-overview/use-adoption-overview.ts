'use client'

import { useAdoption } from '../hooks/use-adoption.ts'
import { contentOf } from '../stats-panel/content.ts'
import { bucketFor } from '../stats-panel/period-choice.ts'
import { type PeriodOptions, usePeriod } from '../stats-panel/use-period.ts'
import { useRefetchAfterSync } from '../stats-panel/use-refetch-after-sync.ts'
import type { AdoptionOverviewViewProps } from './view.tsx'

/** Ties the overview to the server: what to ask for, and what the answers amount to. */
export const useAdoptionOverview = (options: PeriodOptions): Omit<AdoptionOverviewViewProps, 'headingLevel'> => {
  const { connection, period, asking, picker, table, onTable, onRetry } = usePeriod(options)
  const adoption = useAdoption({ ...period, bucket: bucketFor(period) }, asking)
  useRefetchAfterSync(connection, adoption.refetch)
  return {
    connection,
    content: contentOf(connection, adoption),
    picker,
    table,
    onTable,
    onRetry: onRetry(adoption.refetch),
  }
}
