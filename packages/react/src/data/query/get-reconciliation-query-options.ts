import { queryOptions } from '@tanstack/react-query'
import type { ReconciliationResponse } from '@windmill/claude-core'
import type { ClaudeProblem } from '../fetch/claude-problem.ts'
import type { ClaudeClient } from '../fetch/client.ts'
import { getReconciliation } from '../fetch/get-reconciliation.ts'
import { reconciliationKey } from './query-keys.ts'
import { sharedQueryOptions } from './shared-query-options.ts'

/**
 * Creates the query options of `getReconciliation`. Works with `useQuery`, `prefetchQuery` and `fetchQuery`.
 * Fresh for 60 seconds. Retries up to twice, but not a request that the server refused.
 */
export const getReconciliationQueryOptions = (client: ClaudeClient): ReconciliationQueryOptions =>
  queryOptions<ReconciliationResponse, ClaudeProblem, ReconciliationResponse, ReturnType<typeof reconciliationKey>>({
    queryKey: reconciliationKey(client),
    queryFn: ({ signal }) => getReconciliation(client, { signal }),
    ...sharedQueryOptions,
  })

/** Returned by `getReconciliationQueryOptions`. */
export type ReconciliationQueryOptions = ReturnType<
  typeof queryOptions<
    ReconciliationResponse,
    ClaudeProblem,
    ReconciliationResponse,
    ReturnType<typeof reconciliationKey>
  >
>
