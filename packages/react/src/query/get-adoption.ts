import { queryOptions } from '@tanstack/react-query'
import type { AdoptionResponse } from '@windmill/claude-core'
import type { ClaudeClient } from '../fetch/client.ts'
import { type AdoptionQuery, getAdoption } from '../fetch/get-adoption.ts'
import { adoptionKey } from './query-keys.ts'
import { retry } from './retry.ts'

export const getAdoptionQueryOptions = (client: ClaudeClient, query: AdoptionQuery): AdoptionQueryOptions =>
  queryOptions({
    queryKey: adoptionKey(client, query),
    queryFn: ({ signal }) => getAdoption(client, query, { signal }),
    staleTime: 60_000,
    retry,
  })

export type AdoptionQueryOptions = ReturnType<
  typeof queryOptions<AdoptionResponse, Error, AdoptionResponse, ReturnType<typeof adoptionKey>>
>
