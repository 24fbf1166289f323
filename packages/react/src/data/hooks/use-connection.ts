'use client'

import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { ConnectionResponse } from '@windmill/claude-core'
import { useClaude } from '../../provider.tsx'
import type { ClaudeProblem } from '../fetch/claude-problem.ts'
import { getConnectionQueryOptions } from '../query/get-connection.ts'
import type { connectionKey } from '../query/query-keys.ts'
import type { QueryOverrides } from './query-overrides.ts'

export interface UseConnectionOptions {
  readonly query?: QueryOverrides<ConnectionResponse, ReturnType<typeof connectionKey>>
}

/** The account's connection. Polls every 2.5 seconds while the server is connecting or syncing, else every minute. */
export const useConnection = ({
  query,
}: UseConnectionOptions = {}): UseQueryResult<ConnectionResponse, ClaudeProblem> => {
  const { client, queryClient } = useClaude()
  return useQuery({ ...getConnectionQueryOptions(client), ...query }, queryClient)
}
