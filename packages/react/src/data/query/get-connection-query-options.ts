import { queryOptions } from '@tanstack/react-query'
import type { ConnectionResponse } from '@windmill/claude-core'
import type { ClaudeProblem } from '../fetch/claude-problem.ts'
import type { ClaudeClient } from '../fetch/client.ts'
import { getConnection } from '../fetch/get-connection.ts'
import { connectionKey } from './query-keys.ts'
import { sharedQueryOptions } from './shared-query-options.ts'

const staleAfterMs = 2000
const busyRefetchIntervalMs = 2500
const idleRefetchIntervalMs = 60_000

/**
 * Chooses the time until the next refetch. It is short while the server is connecting, syncing or reading the history.
 */
const chooseRefetchIntervalMs = (connection: ConnectionResponse | undefined): number =>
  connection && (connection.status === 'connecting' || connection.syncing || connection.backfill)
    ? busyRefetchIntervalMs
    : idleRefetchIntervalMs

/**
 * Creates the query options of `getConnection`. Works with `useQuery`, `prefetchQuery` and `fetchQuery`.
 * Refetches every 2.5 seconds while the server is connecting, syncing or reading the history, and otherwise every
 * 60 seconds. Fresh for 2 seconds. Retries up to twice, but not a request that the server refused.
 */
export const getConnectionQueryOptions = (client: ClaudeClient): ConnectionQueryOptions =>
  queryOptions<ConnectionResponse, ClaudeProblem, ConnectionResponse, ReturnType<typeof connectionKey>>({
    queryKey: connectionKey(client),
    queryFn: ({ signal }) => getConnection(client, { signal }),
    refetchInterval: ({ state }) => chooseRefetchIntervalMs(state.data),
    ...sharedQueryOptions,
    staleTime: staleAfterMs,
  })

/** Returned by `getConnectionQueryOptions`. */
export type ConnectionQueryOptions = ReturnType<
  typeof queryOptions<ConnectionResponse, ClaudeProblem, ConnectionResponse, ReturnType<typeof connectionKey>>
>
