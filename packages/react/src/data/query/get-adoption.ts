import { queryOptions } from '@tanstack/react-query'
import type { AdoptionResponse } from '@windmill/claude-core'
import type { ClaudeProblem } from '../fetch/claude-problem.ts'
import type { ClaudeClient } from '../fetch/client.ts'
import { type AdoptionParameters, getAdoption } from '../fetch/get-adoption.ts'
import { adoptionKey } from './query-keys.ts'
import { retry } from './retry.ts'

export const getAdoptionQueryOptions = (client: ClaudeClient, query: AdoptionParameters): AdoptionQueryOptions =>
  queryOptions<AdoptionResponse, ClaudeProblem, AdoptionResponse, ReturnType<typeof adoptionKey>>({
    queryKey: adoptionKey(client, query),
    queryFn: ({ signal }) => getAdoption(client, query, { signal }),
    staleTime: 60_000,
    retry,
  })

export type AdoptionQueryOptions = ReturnType<
  typeof queryOptions<AdoptionResponse, ClaudeProblem, AdoptionResponse, ReturnType<typeof adoptionKey>>
>
