import type { ConnectionResponse } from '@windmill/claude-core'
import type { ClaudeClient, RequestOptions } from './client.ts'
import { request } from './request.ts'

/**
 * Returns the account's connection to its Claude organization. Everyone who is signed in may call it. Only admins get
 * key details, matched people and failed days.
 * @throws `ClaudeProblem` with `not_found` for a former employee, or a code common to all requests.
 */
export const getConnection = (client: ClaudeClient, options?: RequestOptions): Promise<ConnectionResponse> =>
  request(client, '/connection', options)
