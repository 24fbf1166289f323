'use client'

import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { AdoptionResponse } from '@windmill/claude-core'
import { useClaude } from '../../provider.tsx'
import type { ClaudeProblem } from '../fetch/claude-problem.ts'
import type { AdoptionParameters } from '../fetch/get-adoption.ts'
import { getAdoptionQueryOptions } from '../query/get-adoption.ts'
import type { adoptionKey } from '../query/query-keys.ts'
import type { QueryOverrides } from './query-overrides.ts'

export interface UseAdoptionOptions extends AdoptionParameters {
  readonly query?: QueryOverrides<AdoptionResponse, ReturnType<typeof adoptionKey>>
}

/** How many people use Claude. While another period loads, the previous answer stays, marked by `isPlaceholderData`. */
export const useAdoption = ({
  query,
  ...parameters
}: UseAdoptionOptions): UseQueryResult<AdoptionResponse, ClaudeProblem> => {
  const { client, queryClient } = useClaude()
  return useQuery(
    { ...getAdoptionQueryOptions(client, parameters), placeholderData: keepPreviousData, ...query },
    queryClient,
  )
}
