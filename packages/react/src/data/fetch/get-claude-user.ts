import type { ClaudeUserResponse } from '@windmill/claude-core'
import type { ClaudeClient, RequestOptions } from './client.ts'
import { request } from './request.ts'

/** Whose one claude user is, with every change to that, newest first. For admins. */
export const getClaudeUser = (
  client: ClaudeClient,
  claudeUserId: string,
  options?: RequestOptions,
): Promise<ClaudeUserResponse> => request(client, `/claude-users/${encodeURIComponent(claudeUserId)}/link`, options)
