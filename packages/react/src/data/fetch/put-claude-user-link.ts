import type { ClaudeUserResponse, LinkRequest } from '@windmill/claude-core'
import type { ClaudeClient, RequestOptions } from './client.ts'
import { createJsonRequest, request } from './request.ts'

/**
 * Changes how a Claude user is linked, or undoes the newest change. All stored counts of the Claude user move
 * immediately. Needs `users:match`.
 * @throws `ClaudeProblem` with `not_permitted`, `not_found` for an unknown Claude user, `employee_unknown`, `link_own`,
 *   `link_address_taken`, `nothing_to_undo`, or a code common to all requests.
 */
export const putClaudeUserLink = (
  client: ClaudeClient,
  claudeUserId: string,
  link: LinkRequest,
  options?: RequestOptions,
): Promise<ClaudeUserResponse> =>
  request(
    client,
    'claudeUser',
    `/claude-users/${encodeURIComponent(claudeUserId)}/link`,
    createJsonRequest('PUT', link, options),
  )
