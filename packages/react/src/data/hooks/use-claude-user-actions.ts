'use client'

import type { InfiniteData } from '@tanstack/react-query'
import type { ClaudeUserResponse, ClaudeUsersResponse, LinkRequest, MappedClaudeUser } from '@windmill/claude-core'
import { useMemo } from 'react'
import { useClaude } from '../../provider.tsx'
import { getClaudeUsers } from '../fetch/get-claude-users.ts'
import { putClaudeUserLink } from '../fetch/put-claude-user-link.ts'
import { recheckAccess } from '../query/drop-withdrawn-data.ts'
import { claudeKey, claudeUserKey, claudeUsersKey } from '../query/query-keys.ts'

/** The actions on the mapping list. */
export interface ClaudeUserActions {
  /**
   * Changes how a Claude user is linked. Updates the Claude user's row in every cached list and keeps its position,
   * even if the new state no longer matches the filter, so that rows do not move during the work on a list.
   * @throws `ClaudeProblem` with `not_permitted`, `not_found` for an unknown Claude user, `employee_unknown`,
   *   `link_own`, `link_address_taken`, `nothing_to_undo`, or a code common to all requests.
   */
  readonly decide: (claudeUserId: string, link: LinkRequest) => Promise<ClaudeUserResponse>
  /**
   * Refreshes what depends on links: the counts per state, the directory status, and all cached stats. Call it once
   * after a batch of changes.
   * @throws `ClaudeProblem` if the counts cannot be loaded.
   */
  readonly refresh: () => Promise<void>
}

type ClaudeUserList = InfiniteData<ClaudeUsersResponse, string | null>

/**
 * Returns the actions on the mapping list. Needs `users:match`. The returned object stays the same until a prop of the
 * provider changes.
 * @throws `ClaudeProblem` with `provider_missing` outside a `ClaudeProvider`.
 */
export const useClaudeUserActions = (): ClaudeUserActions => {
  const { client, queryClient } = useClaude()
  return useMemo(() => {
    const allLists = { queryKey: claudeUsersKey(client) }
    const updatePages = (update: (page: ClaudeUsersResponse) => ClaudeUsersResponse) =>
      queryClient.setQueriesData<ClaudeUserList>(allLists, (list) => list && { ...list, pages: list.pages.map(update) })
    return {
      decide: async (claudeUserId, link) => {
        const claudeUser = await recheckAccess(queryClient, client, putClaudeUserLink(client, claudeUserId, link))
        // A request that began before the change must not overwrite it.
        await queryClient.cancelQueries(allLists)
        queryClient.setQueryData(claudeUserKey(client, claudeUserId), claudeUser)
        updatePages((page) => ({ ...page, claudeUsers: replaceUsers(page.claudeUsers, [claudeUser]) }))
        return claudeUser
      },
      refresh: async () => {
        queryClient.removeQueries({ ...allLists, type: 'inactive' })
        void queryClient.invalidateQueries({
          queryKey: claudeKey(client),
          // The fourth part of a key names the endpoint.
          predicate: ({ queryKey }) => !String(queryKey[3]).startsWith('claude-user'),
        })
        const { counts, directory, claudeUsers } = await getClaudeUsers(client, {})
        // One change can also change other Claude users with the same address.
        updatePages((page) => ({
          ...page,
          counts,
          directory,
          claudeUsers: replaceUsers(page.claudeUsers, claudeUsers),
        }))
        // Marks the lists as stale without a refetch, so that changed rows stay until a list is opened again.
        void queryClient.invalidateQueries({ ...allLists, refetchType: 'none' })
      },
    }
  }, [client, queryClient])
}

/** Replaces Claude users by id and keeps the order. */
const replaceUsers = (
  users: readonly MappedClaudeUser[],
  replacements: readonly MappedClaudeUser[],
): readonly MappedClaudeUser[] => users.map((user) => replacements.find(({ id }) => id === user.id) ?? user)
