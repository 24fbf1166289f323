import { queryOptions } from '@tanstack/react-query'
import type { ReconciliationFindingsResponse } from '@windmill/claude-core'
import type { ClaudeProblem } from '../fetch/claude-problem.ts'
import type { ClaudeClient } from '../fetch/client.ts'
import { getReconciliationFindings } from '../fetch/get-reconciliation-findings.ts'
import { reconciliationFindingsKey } from './query-keys.ts'
import { sharedQueryOptions } from './shared-query-options.ts'

/**
 * Creates the query options of `getReconciliationFindings`. Works with `useQuery`, `prefetchQuery` and `fetchQuery`.
 * Fresh for 60 seconds. Retries up to twice, but not a request that the server refused.
 */
export const getReconciliationFindingsQueryOptions = (client: ClaudeClient): ReconciliationFindingsQueryOptions =>
  queryOptions<
    ReconciliationFindingsResponse,
    ClaudeProblem,
    ReconciliationFindingsResponse,
    ReturnType<typeof reconciliationFindingsKey>
  >({
    queryKey: reconciliationFindingsKey(client),
    queryFn: ({ signal }) => getReconciliationFindings(client, { signal }),
    ...sharedQueryOptions,
  })

/** Returned by `getReconciliationFindingsQueryOptions`. */
export type ReconciliationFindingsQueryOptions = ReturnType<
  typeof queryOptions<
    ReconciliationFindingsResponse,
    ClaudeProblem,
    ReconciliationFindingsResponse,
    ReturnType<typeof reconciliationFindingsKey>
  >
>
