import { queryOptions } from '@tanstack/react-query'
import type { AdoptionResponse } from '@windmill/claude-core'
import type { ClaudeProblem } from '../fetch/claude-problem.ts'
import type { ClaudeClient } from '../fetch/client.ts'
import { type AdoptionParameters, getAdoption } from '../fetch/get-adoption.ts'
import { adoptionKey } from './query-keys.ts'
import { sharedQueryOptions } from './shared-query-options.ts'

/**
 * Creates the query options of `getAdoption`. Works with `useQuery`, `prefetchQuery` and `fetchQuery`.
 * Fresh for 60 seconds. Retries up to twice, but not a request that the server refused.
 */
export const getAdoptionQueryOptions = (client: ClaudeClient, query: AdoptionParameters): AdoptionQueryOptions =>
  queryOptions<AdoptionResponse, ClaudeProblem, AdoptionResponse, ReturnType<typeof adoptionKey>>({
    queryKey: adoptionKey(client, query),
    queryFn: ({ signal }) => getAdoption(client, query, { signal }),
    ...sharedQueryOptions,
  })

/** Returned by `getAdoptionQueryOptions`. */
export type AdoptionQueryOptions = ReturnType<
  typeof queryOptions<AdoptionResponse, ClaudeProblem, AdoptionResponse, ReturnType<typeof adoptionKey>>
>
