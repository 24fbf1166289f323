'use client'

import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { ConnectionResponse } from '@windmill/claude-core'
import { useClaude } from '../../provider.tsx'
import type { ClaudeProblem } from '../fetch/claude-problem.ts'
import { getConnectionQueryOptions } from '../query/get-connection-query-options.ts'
import type { connectionKey } from '../query/query-keys.ts'
import { pinnedOptions } from './pinned-options.ts'
import type { QueryOverrides } from './query-overrides.ts'

/** Options of `useConnection`. */
export interface UseConnectionOptions {
  /** TanStack Query options that override the hook's own. `@default {}` */
  readonly query?: QueryOverrides<ConnectionResponse, ReturnType<typeof connectionKey>>
}

/**
 * Reads the account's connection. Allowed for every signed-in viewer. Refetches every 2.5 seconds while the server is
 * connecting, syncing or reading the history, and otherwise every 60 seconds.
 * @throws `ClaudeProblem` with `provider_missing` outside a `ClaudeProvider`. Other problems are in `error`.
 */
export const useConnection = ({
  query,
}: UseConnectionOptions = {}): UseQueryResult<ConnectionResponse, ClaudeProblem> => {
  const { client, queryClient } = useClaude()
  return useQuery({ ...pinnedOptions, ...getConnectionQueryOptions(client), ...query }, queryClient)
}
