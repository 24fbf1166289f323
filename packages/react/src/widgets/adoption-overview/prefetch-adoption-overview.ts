import type { QueryClient } from '@tanstack/react-query'
import { chooseBucket } from '@windmill/claude-core/internal'
import type { ClaudeClient } from '../../data/fetch/client.ts'
import { getAdoptionQueryOptions } from '../../data/query/get-adoption-query-options.ts'
import { prefetch } from '../../data/query/prefetch.ts'
import { prefetchPeriod } from '../../shared/period/prefetch-period.ts'
import { adoptionPreset } from './adoption-preset.ts'
import type { AdoptionOverviewProps } from './props.ts'

/**
 * Reads everything that `AdoptionOverview` with the same props requests at first. A request that fails is left to the
 * widget.
 */
export const prefetchAdoptionOverview = async (
  queryClient: QueryClient,
  client: ClaudeClient,
  options: Pick<AdoptionOverviewProps, 'period'> = {},
): Promise<void> => {
  const { period } = await prefetchPeriod(queryClient, client, { ...options, defaultPreset: adoptionPreset })
  if (!period) return
  await prefetch(queryClient, getAdoptionQueryOptions(client, { ...period, bucket: chooseBucket(period) }))
}
