import type { ClaudeUserResponse } from '@windmill/claude-core'
import type { ClaudeClient, RequestOptions } from './client.ts'
import { request } from './request.ts'

/**
 * Returns how one Claude user is linked, with every change of the link, newest first. Needs `users:match`.
 * @throws `ClaudeProblem` with `not_permitted`, `not_found` for an unknown id or an archived viewer, or a
 * code common to all requests.
 */
export const getClaudeUser = (
  client: ClaudeClient,
  claudeUserId: string,
  options?: RequestOptions,
): Promise<ClaudeUserResponse> =>
  request(client, 'claudeUser', `/claude-users/${encodeURIComponent(claudeUserId)}/link`, options)
