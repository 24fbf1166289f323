'use client'

import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { AdoptionResponse } from '@windmill/claude-core'
import { useClaude } from '../../provider.tsx'
import type { ClaudeProblem } from '../fetch/claude-problem.ts'
import type { AdoptionParameters } from '../fetch/get-adoption.ts'
import { getAdoptionQueryOptions } from '../query/get-adoption-query-options.ts'
import { keepPrevious } from '../query/keep-previous.ts'
import type { adoptionKey } from '../query/query-keys.ts'
import { pinnedOptions } from './pinned-options.ts'
import type { QueryOverrides } from './query-overrides.ts'

/** Options of `useAdoption`. */
export interface UseAdoptionOptions extends AdoptionParameters {
  /** TanStack Query options that override the hook's own. `@default {}` */
  readonly query?: QueryOverrides<AdoptionResponse, ReturnType<typeof adoptionKey>>
}

/**
 * Reads how many people use each product over a period. Allowed for managers and for viewers with `people:view`. All
 * other viewers get `not_found`. While another period loads, the previous data stays, marked by `isPlaceholderData`.
 * @throws `ClaudeProblem` with `provider_missing` outside a `ClaudeProvider`. Other problems are in `error`.
 */
export const useAdoption = ({
  query,
  ...parameters
}: UseAdoptionOptions): UseQueryResult<AdoptionResponse, ClaudeProblem> => {
  const { client, queryClient } = useClaude()
  return useQuery(
    {
      ...pinnedOptions,
      ...getAdoptionQueryOptions(client, parameters),
      placeholderData: keepPrevious(client),
      ...query,
    },
    queryClient,
  )
}
