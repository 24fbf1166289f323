'use client'

import type {
  ConnectionResponse,
  DisconnectData,
  InvitationResponse,
  PreviewResponse,
  ReconciliationResponse,
} from '@windmill/claude-core'
import { useMemo } from 'react'
import { useClaude } from '../../provider.tsx'
import { deleteConnection } from '../fetch/delete-connection.ts'
import { deleteInvitation } from '../fetch/delete-invitation.ts'
import { postInvitation } from '../fetch/post-invitation.ts'
import { postReconciliation } from '../fetch/post-reconciliation.ts'
import { postSync } from '../fetch/post-sync.ts'
import { previewConnection } from '../fetch/preview-connection.ts'
import { putConnection } from '../fetch/put-connection.ts'
import { recheckAccess } from '../query/drop-withdrawn-data.ts'
import { claudeKey, connectionKey, reconciliationKey } from '../query/query-keys.ts'

/**
 * The actions on the connection. Each action rejects with the same codes as its fetch function:
 * `previewConnection`, `putConnection`, `deleteConnection`, `postInvitation`, `deleteInvitation`, `postSync` or
 * `postReconciliation`.
 */
export interface ConnectionActions {
  /** Tries a key and returns what it gives access to. Saves nothing. `signal` aborts the request. */
  readonly preview: (apiKey: string, signal?: AbortSignal) => Promise<PreviewResponse>
  /** Connects with a key, or replaces the stored key, and starts a sync. */
  readonly connect: (apiKey: string) => Promise<ConnectionResponse>
  /**
   * Disconnects, and keeps or erases the stored counts. Erasing also clears all but the connection from the query cache,
   * and requests again what is shown.
   */
  readonly disconnect: (data: DisconnectData) => Promise<ConnectionResponse>
  /**
   * Creates an invitation, which replaces an earlier one. No later response contains its secret. The secret is not
   * written to the query cache.
   */
  readonly invite: () => Promise<InvitationResponse>
  /** Revokes the invitation, if there is one. */
  readonly revokeInvitation: () => Promise<ConnectionResponse>
  /** Starts a sync now. */
  readonly sync: () => Promise<ConnectionResponse>
  /** Requests a comparison of every settled month with Claude's own totals. */
  readonly compareTotals: () => Promise<ReconciliationResponse>
}

/**
 * Returns the actions on the connection. Needs `connection:manage`, or `connection:erase` to erase. Each action that
 * changes the connection writes the new connection to the query cache. The returned object stays the same until a prop
 * of the provider changes.
 *
 * The actions are plain functions, not mutations. A mutation would keep the API key in the mutation cache, which hosts
 * inspect and persist.
 * @throws `ClaudeProblem` with `provider_missing` outside a `ClaudeProvider`.
 */
export const useConnectionActions = (): ConnectionActions => {
  const { client, queryClient } = useClaude()
  return useMemo(() => {
    const cacheConnection = async (response: Promise<ConnectionResponse>) => {
      const connection = await recheckAccess(queryClient, client, response)
      // A poll that began before the change must not overwrite it.
      await queryClient.cancelQueries({ queryKey: connectionKey(client) })
      queryClient.setQueryData(connectionKey(client), connection)
      return connection
    }
    return {
      preview: (apiKey, signal) =>
        recheckAccess(queryClient, client, previewConnection(client, { apiKey }, signal && { signal })),
      connect: (apiKey) => cacheConnection(putConnection(client, { apiKey })),
      disconnect: async (data) => {
        const connection = await cacheConnection(deleteConnection(client, data))
        if (data === 'erase') {
          // Removing a query would leave its figures in the widgets that show them.
          void queryClient.resetQueries({
            queryKey: claudeKey(client),
            // The fourth part of a key names the endpoint.
            predicate: ({ queryKey }) => queryKey[3] !== 'connection',
          })
        }
        return connection
      },
      invite: async () => {
        const invitation = await recheckAccess(queryClient, client, postInvitation(client))
        void queryClient.invalidateQueries({ queryKey: connectionKey(client) })
        return invitation
      },
      revokeInvitation: () => cacheConnection(deleteInvitation(client)),
      sync: () => cacheConnection(postSync(client)),
      compareTotals: async () => {
        const reconciliation = await recheckAccess(queryClient, client, postReconciliation(client))
        await queryClient.cancelQueries({ queryKey: reconciliationKey(client) })
        queryClient.setQueryData(reconciliationKey(client), reconciliation)
        // The comparison runs in a sync, so the connection shows whether it is done.
        void queryClient.invalidateQueries({ queryKey: connectionKey(client) })
        return reconciliation
      },
    }
  }, [client, queryClient])
}
