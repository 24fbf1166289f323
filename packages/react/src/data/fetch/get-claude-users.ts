import type { ClaudeUsersQuery, ClaudeUsersResponse } from '@windmill/claude-core'
import { appendQuery } from './append-query.ts'
import type { ClaudeClient, RequestOptions } from './client.ts'
import { request } from './request.ts'

/**
 * Returns one page of the mapping list: each Claude user with the linked employee, and the reason for the link or its
 * absence. Needs `users:match`.
 * @throws `ClaudeProblem` with `not_permitted`, `not_found` for an archived viewer, or a code common to all
 * requests.
 */
export const getClaudeUsers = (
  client: ClaudeClient,
  { state, search, suggestedFor, page }: ClaudeUsersQuery,
  options?: RequestOptions,
): Promise<ClaudeUsersResponse> =>
  request(client, 'claudeUsers', appendQuery('/claude-users', { state, search, suggestedFor, page }), options)
