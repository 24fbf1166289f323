'use client'

import type { InfiniteData } from '@tanstack/react-query'
import type { ClaudeUserResponse, ClaudeUsersResponse, LinkRequest, MappedClaudeUser } from '@windmill/claude-core'
import { useMemo } from 'react'
import { useClaude } from '../../provider.tsx'
import { getClaudeUsers } from '../fetch/get-claude-users.ts'
import { putClaudeUserLink } from '../fetch/put-claude-user-link.ts'
import { claudeKey, claudeUserKey, claudeUsersKey } from '../query/query-keys.ts'

export interface ClaudeUserActions {
  /**
   * Decides whose a claude user is. What the server answers takes their place in the lists that are in view, whichever
   * state those are of: a list does not move under the hand that works on it. Throws a `ClaudeProblem`.
   */
  readonly decide: (claudeUserId: string, link: LinkRequest) => Promise<ClaudeUserResponse>
  /** After decisions: how many there are in each state is asked for anew, and so is all that rests on the links. */
  readonly settle: () => Promise<void>
}

type List = InfiniteData<ClaudeUsersResponse, string | null>

/** What admins can do with the mapping list. */
export const useClaudeUserActions = (): ClaudeUserActions => {
  const { client, queryClient } = useClaude()
  return useMemo(() => {
    const lists = { queryKey: claudeUsersKey(client) }
    const edit = (change: (page: ClaudeUsersResponse) => ClaudeUsersResponse) =>
      queryClient.setQueriesData<List>(lists, (list) => list && { ...list, pages: list.pages.map(change) })
    return {
      decide: async (claudeUserId, link) => {
        const answer = await putClaudeUserLink(client, claudeUserId, link)
        // What was asked before the change must not overwrite it.
        await queryClient.cancelQueries(lists)
        queryClient.setQueryData(claudeUserKey(client, claudeUserId), answer)
        edit((page) => ({ ...page, claudeUsers: replaced(page.claudeUsers, [answer]) }))
        return answer
      },
      settle: async () => {
        queryClient.removeQueries({ ...lists, type: 'inactive' })
        void queryClient.invalidateQueries({
          queryKey: claudeKey(client),
          predicate: ({ queryKey }) => !String(queryKey[2]).startsWith('claude-user'),
        })
        const { counts, directory, claudeUsers } = await getClaudeUsers(client, {})
        // One decision can settle others with the same address.
        edit((page) => ({ ...page, counts, directory, claudeUsers: replaced(page.claudeUsers, claudeUsers) }))
        // Who is in another state now leaves the list when it is next looked at.
        void queryClient.invalidateQueries({ ...lists, refetchType: 'none' })
      },
    }
  }, [client, queryClient])
}

/** Each claude user as newly answered, where they are, in the same places. */
const replaced = (
  users: readonly MappedClaudeUser[],
  answers: readonly MappedClaudeUser[],
): readonly MappedClaudeUser[] => users.map((user) => answers.find(({ id }) => id === user.id) ?? user)
