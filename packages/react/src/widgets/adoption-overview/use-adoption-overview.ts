'use client'

import { chooseBucket } from '@windmill/claude-core/internal'
import { useAdoption } from '../../data/hooks/use-adoption.ts'
import { toContent } from '../../shared/coverage/content.ts'
import { useRefetchAfterSync } from '../../shared/coverage/use-refetch-after-sync.ts'
import { type PeriodOptions, usePeriod } from '../../shared/period/use-period.ts'
import type { AdoptionOverviewViewProps } from './props.ts'

/** Holds the chosen period, loads its adoption figures and returns the props of the view. */
export const useAdoptionOverview = (options: PeriodOptions): Omit<AdoptionOverviewViewProps, 'headingLevel'> => {
  const { connection, period, problem, queryOptions, picker, isTable, onToggleTable, createRetryHandler } =
    usePeriod(options)
  const adoption = useAdoption({ ...period, bucket: chooseBucket(period), query: queryOptions })
  useRefetchAfterSync(connection, adoption.refetch)
  return {
    connection,
    content: toContent(connection, adoption, problem),
    picker,
    isTable,
    onToggleTable,
    onRetry: createRetryHandler(adoption.refetch),
  }
}
