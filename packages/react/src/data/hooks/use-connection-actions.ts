'use client'

import type { ConnectionResponse, DisconnectData, PreviewResponse } from '@windmill/claude-core'
import { useMemo } from 'react'
import { useClaude } from '../../provider.tsx'
import { deleteConnection } from '../fetch/delete-connection.ts'
import { postSync } from '../fetch/post-sync.ts'
import { previewConnection } from '../fetch/preview-connection.ts'
import { putConnection } from '../fetch/put-connection.ts'
import { claudeKey, connectionKey } from '../query/query-keys.ts'

export interface ConnectionActions {
  /** Tries a key, saves nothing. */
  readonly preview: (apiKey: string, signal?: AbortSignal) => Promise<PreviewResponse>
  /** Connects, or replaces the key. */
  readonly connect: (apiKey: string) => Promise<ConnectionResponse>
  readonly disconnect: (data: DisconnectData) => Promise<ConnectionResponse>
  readonly sync: () => Promise<ConnectionResponse>
}

/**
 * What admins can do with the connection. Plain functions that throw a `ClaudeProblem`, on purpose no query mutations:
 * those would keep the key among their variables, in a cache that hosts inspect and persist.
 */
export const useConnectionActions = (): ConnectionActions => {
  const { client, queryClient } = useClaude()
  return useMemo(() => {
    const known = async (answer: Promise<ConnectionResponse>) => {
      const connection = await answer
      // A poll that is under way was asked before the change and must not overwrite it.
      await queryClient.cancelQueries({ queryKey: connectionKey(client) })
      queryClient.setQueryData(connectionKey(client), connection)
      return connection
    }
    return {
      preview: (apiKey, signal) => previewConnection(client, { apiKey }, signal && { signal }),
      connect: (apiKey) => known(putConnection(client, { apiKey })),
      disconnect: async (data) => {
        const connection = await known(deleteConnection(client, data))
        if (data === 'erase') {
          queryClient.removeQueries({
            queryKey: claudeKey(client),
            predicate: ({ queryKey }) => queryKey[2] !== 'connection',
          })
        }
        return connection
      },
      sync: () => known(postSync(client)),
    }
  }, [client, queryClient])
}
