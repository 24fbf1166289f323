'use client'

import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { ConnectionResponse } from '@windmill/claude-core'
import { useClaude } from '../provider.tsx'
import { getConnectionQueryOptions } from '../query/get-connection.ts'

/** The account's connection. Polls while something is moving on the server. */
export const useConnection = (): UseQueryResult<ConnectionResponse> => {
  const { client, queryClient } = useClaude()
  return useQuery(getConnectionQueryOptions(client), queryClient)
}
