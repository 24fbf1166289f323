'use client'

import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { AdoptionResponse } from '@windmill/claude-core'
import type { AdoptionQuery } from '../fetch/get-adoption.ts'
import { useClaude } from '../provider.tsx'
import { getAdoptionQueryOptions } from '../query/get-adoption.ts'

export interface UseAdoptionOptions {
  /** False while the query is not settled yet. */
  readonly enabled?: boolean
  /** Asks again every so many milliseconds, for a period that is still being read. */
  readonly refetchInterval?: number | false
}

/** How many people use Claude. While another period loads, the former one's stay, marked by `isPlaceholderData`. */
export const useAdoption = (
  query: AdoptionQuery,
  { enabled = true, refetchInterval = false }: UseAdoptionOptions = {},
): UseQueryResult<AdoptionResponse> => {
  const { client, queryClient } = useClaude()
  return useQuery(
    { ...getAdoptionQueryOptions(client, query), enabled, refetchInterval, placeholderData: keepPreviousData },
    queryClient,
  )
}
