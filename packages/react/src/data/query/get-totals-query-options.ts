import { queryOptions } from '@tanstack/react-query'
import type { TotalsResponse } from '@windmill/claude-core'
import type { ClaudeProblem } from '../fetch/claude-problem.ts'
import type { ClaudeClient } from '../fetch/client.ts'
import { getTotals } from '../fetch/get-totals.ts'
import { totalsKey } from './query-keys.ts'
import { sharedQueryOptions } from './shared-query-options.ts'

/**
 * Creates the query options of `getTotals`. Works with `useQuery`, `prefetchQuery` and `fetchQuery`.
 * Fresh for 60 seconds. Retries up to twice, but not a request that the server refused.
 */
export const getTotalsQueryOptions = (client: ClaudeClient): TotalsQueryOptions =>
  queryOptions<TotalsResponse, ClaudeProblem, TotalsResponse, ReturnType<typeof totalsKey>>({
    queryKey: totalsKey(client),
    queryFn: ({ signal }) => getTotals(client, { signal }),
    ...sharedQueryOptions,
  })

/** Returned by `getTotalsQueryOptions`. */
export type TotalsQueryOptions = ReturnType<
  typeof queryOptions<TotalsResponse, ClaudeProblem, TotalsResponse, ReturnType<typeof totalsKey>>
>
