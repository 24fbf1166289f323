import type { ClaudeUsersQuery, ClaudeUsersResponse } from '@windmill/claude-core'
import type { ClaudeClient, RequestOptions } from './client.ts'
import { request } from './request.ts'
import { withQuery } from './with-query.ts'

/** A page of the mapping list: whose each claude user is, and why. For admins. */
export const getClaudeUsers = (
  client: ClaudeClient,
  { state, search, page }: ClaudeUsersQuery,
  options?: RequestOptions,
): Promise<ClaudeUsersResponse> => request(client, withQuery('/claude-users', { state, search, page }), options)
