import type { ConnectionResponse } from '@windmill/claude-core'
import type { ClaudeClient, RequestOptions } from './client.ts'
import { request } from './request.ts'

/**
 * Returns the account's connection to its Claude organization, for every signed-in viewer. Fields that need
 * `connection:manage` or `users:match` are absent for other viewers.
 * @throws `ClaudeProblem` with `not_found` for an archived viewer, or a code common to all requests.
 */
export const getConnection = (client: ClaudeClient, options?: RequestOptions): Promise<ConnectionResponse> =>
  request(client, 'connection', '/connection', options)
