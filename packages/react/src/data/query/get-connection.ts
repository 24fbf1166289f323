import { queryOptions } from '@tanstack/react-query'
import type { ConnectionResponse } from '@windmill/claude-core'
import type { ClaudeProblem } from '../fetch/claude-problem.ts'
import type { ClaudeClient } from '../fetch/client.ts'
import { getConnection } from '../fetch/get-connection.ts'
import { connectionKey } from './query-keys.ts'
import { retry } from './retry.ts'

/** Polls every few seconds while something is moving on the server, otherwise once a minute. Milliseconds. */
const connectionInterval = (connection: ConnectionResponse | undefined): number =>
  connection && (connection.status === 'connecting' || connection.syncing || connection.backfill) ? 2500 : 60_000

export const getConnectionQueryOptions = (client: ClaudeClient): ConnectionQueryOptions =>
  queryOptions<ConnectionResponse, ClaudeProblem, ConnectionResponse, ReturnType<typeof connectionKey>>({
    queryKey: connectionKey(client),
    queryFn: ({ signal }) => getConnection(client, { signal }),
    refetchInterval: ({ state }) => connectionInterval(state.data),
    staleTime: 2000,
    retry,
  })

export type ConnectionQueryOptions = ReturnType<
  typeof queryOptions<ConnectionResponse, ClaudeProblem, ConnectionResponse, ReturnType<typeof connectionKey>>
>
