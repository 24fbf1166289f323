import type { ClaudeUserResponse, LinkRequest } from '@windmill/claude-core'
import type { ClaudeClient, RequestOptions } from './client.ts'
import { changing, request } from './request.ts'

/** Decides whose a claude user is, or takes the newest decision back. The whole history moves at once. For admins. */
export const putClaudeUserLink = (
  client: ClaudeClient,
  claudeUserId: string,
  link: LinkRequest,
  options?: RequestOptions,
): Promise<ClaudeUserResponse> =>
  request(client, `/claude-users/${encodeURIComponent(claudeUserId)}/link`, changing('PUT', link, options))
