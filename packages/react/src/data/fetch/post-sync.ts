import type { ConnectionResponse } from '@windmill/claude-core'
import type { ClaudeClient, RequestOptions } from './client.ts'
import { createJsonRequest, request } from './request.ts'

/**
 * Starts a sync now. Needs `connection:manage`.
 * @returns The connection, with `syncing` true.
 * @throws `ClaudeProblem` with `not_permitted`, `not_connected`, or a code common to all requests.
 */
export const postSync = (client: ClaudeClient, options?: RequestOptions): Promise<ConnectionResponse> =>
  request(client, 'connection', '/sync', createJsonRequest('POST', {}, options))
