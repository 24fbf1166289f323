import type { ClaudeUsersQuery, ClaudeUsersResponse } from '@windmill/claude-core'
import { appendQuery } from './append-query.ts'
import type { ClaudeClient, RequestOptions } from './client.ts'
import { request } from './request.ts'

/**
 * Returns one page of the mapping list: Claude users with their linked employee and the reason. Admins only.
 * @throws `ClaudeProblem` with `admin_only`, or a code common to all requests.
 */
export const getClaudeUsers = (
  client: ClaudeClient,
  { state, search, page }: ClaudeUsersQuery,
  options?: RequestOptions,
): Promise<ClaudeUsersResponse> => request(client, appendQuery('/claude-users', { state, search, page }), options)
